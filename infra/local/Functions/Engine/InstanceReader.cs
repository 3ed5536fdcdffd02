using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>Reads the status of instances from storage.</summary>
internal sealed class InstanceReader(Hub hub, DataConverter converter)
{
    public async Task<OrchestrationMetadata?> FindAsync(
        string instanceId, bool withPayloads, CancellationToken cancellationToken)
    {
        var found = await hub.Retry.PatientlyAsync(
            token => hub.Store.FindAsync(instanceId, withPayloads, token), cancellationToken);
        return found is var (state, _) ? Metadata(state, withPayloads) : null;
    }

    public AsyncPageable<OrchestrationMetadata> Query(OrchestrationQuery query) =>
        Pageable.Create<OrchestrationMetadata>(async (continuation, pageSize, cancellationToken) =>
        {
            var (states, next) = await hub.Retry.PatientlyAsync(
                token => hub.Store.QueryAsync(
                    InstanceFilter.From(query),
                    query.FetchInputsAndOutputs,
                    pageSize ?? query.PageSize,
                    continuation ?? query.ContinuationToken,
                    token),
                cancellationToken);
            return new Page<OrchestrationMetadata>(
                [.. states.Select(state => Metadata(state, query.FetchInputsAndOutputs))], next);
        });

    private OrchestrationMetadata Metadata(InstanceState state, bool withPayloads) => new(state.Name, state.Id)
    {
        DataConverter = converter,
        RuntimeStatus = state.Status,
        CreatedAt = state.CreatedOn,
        LastUpdatedAt = state.UpdatedOn,
        SerializedInput = state.Input,
        SerializedOutput = state.Output,
        SerializedCustomStatus = withPayloads ? state.CustomStatus : null,
        FailureDetails = state.Failure?.ToDetails(),
        Tags = state.Tags ?? new Dictionary<string, string>(),
    };
}
