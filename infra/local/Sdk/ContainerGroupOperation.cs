using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>A PUT or DELETE that goes on after its answer. A PUT's value is the group as it is in the end.</summary>
internal sealed class ContainerGroupOperation : ArmOperation<ContainerGroupResource>
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(1);

    private readonly ArmClient _client;
    private readonly ContainerGroupsRest _rest;
    private readonly ResourceIdentifier _group;
    private readonly OperationSource _source;
    private readonly bool _deletes;
    private Response _answer;
    private ContainerGroupResource? _value;
    private OperationProgress _progress;

    private ContainerGroupOperation(
        ArmClient client, ContainerGroupsRest rest, ResourceIdentifier group, Response answer, bool deletes)
    {
        (_client, _rest, _group, _answer, _deletes) = (client, rest, group, answer, deletes);
        _source = OperationSource.Of(answer);
        _progress = _source.FirstProgress(answer);
        if (_progress is OperationProgress.Succeeded && !deletes)
        {
            _value = new ContainerGroupResource(client, ContainerGroupReader.Read(answer.Content));
        }
    }

    public override string Id => _source.Address?.AbsoluteUri ?? _group.ToString();

    public override bool HasCompleted => _progress is not OperationProgress.Running;

    [MemberNotNullWhen(true, nameof(_value))]
    public override bool HasValue => _value is not null;

    public override ContainerGroupResource Value =>
        HasValue ? _value : throw new InvalidOperationException("The operation has no value.");

    public static ContainerGroupOperation OfPut(
        ArmClient client, ContainerGroupsRest rest, ResourceIdentifier group, Response answer) =>
        new(client, rest, group, answer, deletes: false);

    public static ContainerGroupOperation OfDelete(
        ArmClient client, ContainerGroupsRest rest, ResourceIdentifier group, Response answer) =>
        new(client, rest, group, answer, deletes: true);

    public override Response GetRawResponse() => _answer;

    public override Response UpdateStatus(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Use UpdateStatusAsync.");

    /// <exception cref="RequestFailedException">The operation ended, and not well.</exception>
    public override async ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default)
    {
        if (_progress is OperationProgress.Running)
        {
            _answer = _source.Address is { } address
                ? await _rest.GetOperationAsync(address, cancellationToken).ConfigureAwait(false)
                : await _rest.GetAsync(_group, cancellationToken).ConfigureAwait(false);
            _progress = _source.Progress(_answer);
        }

        if (_progress is OperationProgress.Failed)
        {
            throw new RequestFailedException(_answer);
        }

        if (_progress is OperationProgress.Succeeded && !_deletes && !HasValue)
        {
            _answer = await _rest.GetAsync(_group, cancellationToken).ConfigureAwait(false);
            _value = new ContainerGroupResource(_client, ContainerGroupReader.Read(_answer.Content));
        }

        return _answer;
    }

    /// <summary>Asks again after the interval, or what the service says if that is longer.</summary>
    public override async ValueTask<Response> WaitForCompletionResponseAsync(
        TimeSpan pollingInterval, CancellationToken cancellationToken = default)
    {
        var delays = DelayStrategy.CreateFixedDelayStrategy(pollingInterval);
        for (var attempt = 1; !HasCompleted; attempt++)
        {
            await Task.Delay(delays.GetNextDelay(_answer, attempt), cancellationToken).ConfigureAwait(false);
            await UpdateStatusAsync(cancellationToken).ConfigureAwait(false);
        }

        return await UpdateStatusAsync(cancellationToken).ConfigureAwait(false);
    }

    public override ValueTask<Response> WaitForCompletionResponseAsync(CancellationToken cancellationToken = default) =>
        WaitForCompletionResponseAsync(DefaultInterval, cancellationToken);

    public override async ValueTask<Response<ContainerGroupResource>> WaitForCompletionAsync(
        TimeSpan pollingInterval, CancellationToken cancellationToken)
    {
        var answer = await WaitForCompletionResponseAsync(pollingInterval, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(Value, answer);
    }

    public override ValueTask<Response<ContainerGroupResource>> WaitForCompletionAsync(
        CancellationToken cancellationToken = default) => WaitForCompletionAsync(DefaultInterval, cancellationToken);
}
