using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Runs.Lists;

/// <summary>A run in a list: a copy of its record, or that it is to be taken out.</summary>
internal sealed record RunListEntry
{
    private const string Column = "Run";

    private static readonly JsonSerializerOptions s_json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new RunIdConverter(), new JsonStringEnumConverter() },
    };

    public required RunId Id { get; init; }

    /// <summary>The record as JSON; null for a removed run.</summary>
    public string? Json { get; init; }

    /// <summary>Of the row it was read from.</summary>
    public ETag Tag { get; init; }

    public bool IsRemoval => Json is null;

    public RunRecord Record => JsonSerializer.Deserialize<RunRecord>(Json!, s_json)!;

    public static RunListEntry Of(RunRecord run) => new()
    {
        Id = run.Id,
        Json = run.RemovedOn is null ? JsonSerializer.Serialize(run, s_json) : null,
    };

    /// <summary>The entry in a chunk: its id, a space, and the JSON, which has no line break.</summary>
    public string ToLine() => $"{Id} {Json}";

    public static RunListEntry FromLine(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return new() { Id = RunId.Parse(line[..space]), Json = line[(space + 1)..] };
    }

    public TableEntity ToEntity(string partition) => new(partition, RunListKeys.Entry(Id)) { [Column] = Json };

    public static RunListEntry FromEntity(TableEntity entity) => new()
    {
        Id = RunKeys.Revert(entity.RowKey[RunListKeys.Entries.Length..]),
        Json = entity.GetString(Column),
        Tag = entity.ETag,
    };

    private sealed class RunIdConverter : JsonConverter<RunId>
    {
        public override RunId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            RunId.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, RunId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
