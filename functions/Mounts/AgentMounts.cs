using CloudWorkspaces.Agents;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Mounts;

/// <summary>What agents are told of mounts: those of their own workspace, with access to what is behind them.</summary>
public sealed class AgentMounts(IMounts mounts, MountSas sas, IFlavors flavors, IOptions<MountOptions> options)
{
    private const string Prefix = "mounts/";

    /// <summary>All of a workspace, and the addresses of their containers added to the others.</summary>
    /// <param name="workspace">Whose mounts.</param>
    /// <param name="flavor">Of the session or run.</param>
    /// <param name="links">What the agent gets besides.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<(IReadOnlyList<AgentMount> Mounts, IReadOnlyDictionary<string, Uri> Blobs)> AllAsync(
        string workspace, string flavor, AgentBlobLinks links, CancellationToken cancellationToken)
    {
        var all = await mounts.ListAsync(workspace, cancellationToken);
        var blobs = links.Blobs.ToDictionary();
        foreach (var mount in all.Where(mount => mount.Kind is MountKind.Blob))
        {
            if (await sas.TrySignAsync(workspace, mount, cancellationToken) is { } address)
            {
                blobs[Prefix + mount.Name] = address;
            }
        }

        var cacheGiB = flavors.Find(flavor)?.CacheGiB ?? 0;
        return ([.. all.Select(mount => AgentMount.Of(mount, options.Value, cacheGiB))], blobs);
    }

    internal static bool IsMount(string? name) => name?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>The same addresses again, with new signatures.</summary>
    /// <exception cref="ProblemException">400: there is no such mount, any more.</exception>
    internal async Task<AgentBlobLinks> RenewAsync(
        string workspace, IEnumerable<string> names, AgentBlobLinks links, CancellationToken cancellationToken)
    {
        var blobs = links.Blobs.ToDictionary();
        foreach (var name in names)
        {
            var mount = await mounts.FindAsync(workspace, name[Prefix.Length..], cancellationToken);
            var address = mount is { Kind: MountKind.Blob }
                ? await sas.TrySignAsync(workspace, mount, cancellationToken)
                : null;
            blobs[name] = address ?? throw new ProblemException(Problems.InvalidRequest(new Dictionary<string, string[]>
            {
                ["blobs"] = [$"must not contain: {name}"],
            }));
        }

        return links with { Blobs = blobs };
    }
}
