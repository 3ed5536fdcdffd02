using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Core;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>
/// A PUT or DELETE that goes on after its answer. Its state is read from Azure-AsyncOperation, else from Location;
/// without either the first answer was the last.
/// </summary>
internal sealed class ContainerGroupOperation : ArmOperation<ContainerGroupResource>
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(1);

    private readonly ArmClient _client;
    private readonly ContainerGroupsRest _rest;
    private readonly ResourceIdentifier _group;
    private readonly Uri? _address;
    private Response _answer;
    private ContainerGroupResource? _value;
    private bool _completed;

    public ContainerGroupOperation(
        ArmClient client, ContainerGroupsRest rest, ResourceIdentifier group, Response answer)
    {
        (_client, _rest, _group, _answer) = (client, rest, group, answer);
        _address = Header("Azure-AsyncOperation") ?? (answer.Status is 202 ? Header("Location") : null);
        _completed = _address is null;
        Uri? Header(string name) => answer.Headers.TryGetValue(name, out var value) ? new Uri(value) : null;
    }

    public override string Id => _address?.AbsoluteUri ?? _group.ToString();

    public override bool HasCompleted => _completed;

    [MemberNotNullWhen(true, nameof(_value))]
    public override bool HasValue => _value is not null;

    public override ContainerGroupResource Value =>
        HasValue ? _value : throw new InvalidOperationException("The operation has no value.");

    public override Response GetRawResponse() => _answer;

    public override Response UpdateStatus(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Use UpdateStatusAsync.");

    public override async ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default)
    {
        if (!_completed)
        {
            _answer = await _rest.GetOperationAsync(_address!, cancellationToken).ConfigureAwait(false);
            _completed = IsFinal(_answer);
        }

        return _answer;
    }

    public override async ValueTask<Response> WaitForCompletionResponseAsync(
        TimeSpan pollingInterval, CancellationToken cancellationToken = default)
    {
        while (!_completed)
        {
            await Task.Delay(RetryAfter() ?? pollingInterval, cancellationToken).ConfigureAwait(false);
            await UpdateStatusAsync(cancellationToken).ConfigureAwait(false);
        }

        return _answer;
    }

    public override ValueTask<Response> WaitForCompletionResponseAsync(CancellationToken cancellationToken = default) =>
        WaitForCompletionResponseAsync(DefaultInterval, cancellationToken);

    public override async ValueTask<Response<ContainerGroupResource>> WaitForCompletionAsync(
        TimeSpan pollingInterval, CancellationToken cancellationToken)
    {
        await WaitForCompletionResponseAsync(pollingInterval, cancellationToken).ConfigureAwait(false);
        var answer = await _rest.GetAsync(_group, cancellationToken).ConfigureAwait(false);
        _value = new ContainerGroupResource(_client, ContainerGroupReader.Read(answer.Content));
        return Response.FromValue(_value, answer);
    }

    public override ValueTask<Response<ContainerGroupResource>> WaitForCompletionAsync(
        CancellationToken cancellationToken = default) => WaitForCompletionAsync(DefaultInterval, cancellationToken);

    /// <exception cref="RequestFailedException">The operation ended, and not well.</exception>
    private static bool IsFinal(Response answer)
    {
        if (answer.Status is 404 or 204)
        {
            return true;
        }

        var body = answer.Content.ToMemory().IsEmpty ? null : JsonNode.Parse(answer.Content.ToMemory().Span);
        switch (body?["status"]?.GetValue<string>())
        {
            case null:
                return answer.Status is 200;
            case "Succeeded":
                return true;
            case "Failed" or "Canceled":
                throw new RequestFailedException(
                    answer.Status,
                    body["error"]?["message"]?.GetValue<string>() ?? "The operation failed.",
                    body["error"]?["code"]?.GetValue<string>(),
                    null);
            default:
                return false;
        }
    }

    private TimeSpan? RetryAfter() =>
        _answer.Headers.TryGetValue("Retry-After", out var text) &&
        int.TryParse(text, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
