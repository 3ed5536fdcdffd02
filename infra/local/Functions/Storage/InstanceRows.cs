using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using CloudWorkspaces.Local.Functions.Engine;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>Rows of an instance's partition and the records that they hold.</summary>
internal sealed class InstanceRows(PayloadStore payloads)
{
    private const string Document = "Document";
    private const string Order = "Order";

    /// <summary>The columns of a status row without inputs and outputs.</summary>
    public static IReadOnlyList<string> SummaryColumns { get; } =
    [
        "PartitionKey", "RowKey", nameof(InstanceState.Id), nameof(InstanceState.Name), nameof(InstanceState.Version),
        nameof(InstanceState.Status), nameof(InstanceState.Execution), nameof(InstanceState.Generation),
        nameof(InstanceState.Turns), nameof(InstanceState.CreatedOn), nameof(InstanceState.UpdatedOn),
        nameof(InstanceState.StartAt), nameof(InstanceState.Parent), nameof(InstanceState.Tags),
        nameof(InstanceState.Commit), .. PayloadStore.Columns(nameof(InstanceState.CustomStatus)),
        .. PayloadStore.Columns(nameof(InstanceState.Failure)),
    ];

    /// <summary>A status row; with <paramref name="before"/> only the columns in which it may differ.</summary>
    public async Task<TableEntity> StatusAsync(
        InstanceState state, InstanceState? before, CancellationToken cancellationToken)
    {
        var row = new TableEntity(HubNames.Key(state.Id), HubNames.StatusRow)
        {
            [nameof(state.Status)] = state.Status.ToString(),
            [nameof(state.Generation)] = state.Generation,
            [nameof(state.Turns)] = state.Turns,
            [nameof(state.UpdatedOn)] = state.UpdatedOn,
            [nameof(state.Commit)] = state.Commit,
            [nameof(state.Version)] = state.Version,
        };
        if (before is null)
        {
            row[nameof(state.Id)] = state.Id;
            row[nameof(state.Name)] = state.Name;
            row[nameof(state.Execution)] = state.Execution;
            row[nameof(state.CreatedOn)] = state.CreatedOn;
            row[nameof(state.StartAt)] = state.StartAt;
            row[nameof(state.Parent)] = Json(state.Parent, EngineJson.Default.ParentLink);
            row[nameof(state.Tags)] = Json(state.Tags, EngineJson.Default.IReadOnlyDictionaryStringString);
        }

        await PutAsync(nameof(state.Input), state.Input, before?.Input);
        await PutAsync(nameof(state.Output), state.Output, before?.Output);
        await PutAsync(nameof(state.CustomStatus), state.CustomStatus, before?.CustomStatus);
        await PutAsync(
            nameof(state.Failure), Json(state.Failure, EngineJson.Default.Failure), Json(before?.Failure, EngineJson.Default.Failure));
        return row;

        async ValueTask PutAsync(string property, string? text, string? textBefore)
        {
            if (!string.Equals(text, textBefore, StringComparison.Ordinal))
            {
                await payloads.PutAsync(row, property, text, state.Commit, cancellationToken);
            }
        }
    }

    public async Task<InstanceState> StateAsync(TableEntity row, bool withPayloads, CancellationToken cancellationToken)
    {
        var failure = await payloads.GetAsync(row, nameof(InstanceState.Failure), cancellationToken);
        return new InstanceState
        {
            Id = row.GetString(nameof(InstanceState.Id)),
            Name = row.GetString(nameof(InstanceState.Name)),
            Version = row.GetString(nameof(InstanceState.Version)) ?? "",
            Status = Enum.Parse<OrchestrationRuntimeStatus>(row.GetString(nameof(InstanceState.Status))),
            Execution = row.GetInt32(nameof(InstanceState.Execution)) ?? 0,
            Generation = row.GetInt32(nameof(InstanceState.Generation)) ?? 0,
            Turns = row.GetInt32(nameof(InstanceState.Turns)) ?? 0,
            CreatedOn = row.GetDateTimeOffset(nameof(InstanceState.CreatedOn)) ?? default,
            UpdatedOn = row.GetDateTimeOffset(nameof(InstanceState.UpdatedOn)) ?? default,
            StartAt = row.GetDateTimeOffset(nameof(InstanceState.StartAt)),
            Parent = Parse(row.GetString(nameof(InstanceState.Parent)), EngineJson.Default.ParentLink),
            Tags = Parse(row.GetString(nameof(InstanceState.Tags)), EngineJson.Default.IReadOnlyDictionaryStringString),
            Commit = row.GetString(nameof(InstanceState.Commit)) ?? "",
            CustomStatus = await payloads.GetAsync(row, nameof(InstanceState.CustomStatus), cancellationToken),
            Failure = Parse(failure, EngineJson.Default.Failure),
            Input = withPayloads ? await payloads.GetAsync(row, nameof(InstanceState.Input), cancellationToken) : null,
            Output = withPayloads ? await payloads.GetAsync(row, nameof(InstanceState.Output), cancellationToken) : null,
        };
    }

    public async Task<TableEntity> DocumentAsync<T>(
        string instanceId, string rowKey, string write, T content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var row = new TableEntity(HubNames.Key(instanceId), rowKey);
        await payloads.PutAsync(row, Document, JsonSerializer.Serialize(content, type), write, cancellationToken);
        return row;
    }

    public async Task<TableEntity> OutboxAsync(
        string instanceId, string write, OutboxBatch batch, CancellationToken cancellationToken)
    {
        var type = EngineJson.Default.IReadOnlyListOutgoingMessage;
        var row = await DocumentAsync(instanceId, batch.RowKey, write, batch.Messages, type, cancellationToken);
        row[Order] = batch.Order;
        return row;
    }

    public async Task<OutboxBatch> OutboxAsync(TableEntity row, CancellationToken cancellationToken) => new(
        row.RowKey,
        row.GetInt64(Order) ?? 0,
        await ContentAsync(row, EngineJson.Default.IReadOnlyListOutgoingMessage, cancellationToken));

    public async Task<T> ContentAsync<T>(TableEntity row, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var text = await payloads.GetAsync(row, Document, cancellationToken);
        return Parse(text, type) ?? throw new InvalidDataException($"Row {row.PartitionKey}/{row.RowKey} has no content.");
    }

    private static string? Json<T>(T? value, JsonTypeInfo<T> type)
        where T : class => value is null ? null : JsonSerializer.Serialize(value, type);

    private static T? Parse<T>(string? text, JsonTypeInfo<T> type) =>
        text is null ? default : JsonSerializer.Deserialize(text, type);
}
