using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Keys;

/// <summary>
/// Says whether a request carries a key that opens what it asks for. Keys are read (and made) when the first request
/// needs one. A key that was removed opens for <see cref="Fresh"/> at most; a new one opens after <see cref="Recent"/>.
/// </summary>
/// <param name="store">Null when the app has no storage; then only what is anonymous opens.</param>
internal sealed class KeyRing(SecretStore? store, TimeProvider time)
{
    /// <summary>How old keys in memory may be.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    /// <summary>How old they may be when a key is not among them.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromSeconds(1);

    private const string Header = "x-functions-key";
    private const string Query = "code";

    private readonly CachedSecrets<HostSecrets>? _host = store is null ? null : new(store.HostAsync, time);
    private readonly ConcurrentDictionary<string, CachedSecrets<FunctionSecrets>> _functions =
        new(StringComparer.OrdinalIgnoreCase);

    public async Task<bool> AllowsAsync(Access access, HttpRequest request, CancellationToken cancellationToken)
    {
        if (access.Level == AuthorizationLevel.Anonymous)
        {
            return true;
        }

        var key = (string?)request.Headers[Header] ?? request.Query[Query];
        return await AllowsAsync(access, key, Fresh, cancellationToken)
            || (!string.IsNullOrEmpty(key) && await AllowsAsync(access, key, Recent, cancellationToken));
    }

    /// <summary>The value that the durable endpoints' addresses carry.</summary>
    public async Task<string?> DurableTaskKeyAsync(CancellationToken cancellationToken) => _host is null
        ? null
        : (await _host.GetAsync(Fresh, cancellationToken)).SystemKey(KeyNames.DurableTask)?.Value;

    private async Task<bool> AllowsAsync(Access access, string? key, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        if (_host is null)
        {
            return false;
        }

        var host = await _host.GetAsync(maxAge, cancellationToken);
        var function = access is { Level: AuthorizationLevel.Function, Function: { } name }
            ? await OfFunction(name).GetAsync(maxAge, cancellationToken)
            : null;
        return !string.IsNullOrEmpty(key) && KeyRules.Allows(access, key, host, function);
    }

    private CachedSecrets<FunctionSecrets> OfFunction(string name) =>
        _functions.GetOrAdd(name, _ => new(token => store!.FunctionAsync(name, token), time));
}
