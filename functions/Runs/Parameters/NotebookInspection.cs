using System.Buffers.Text;
using System.Globalization;
using CloudWorkspaces.Agents;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Runs.Groups;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Runs.Parameters;

/// <summary>
/// Lets <c>agent inspect</c> infer a schema in a container group of its own, which is the same for all who ask at once.
/// Nothing else is kept of it: who finds the schema deletes the group, and the janitor those that nobody came back for.
/// </summary>
public sealed class NotebookInspection
{
    private const string Home = "/home/jovyan";
    private const string Tag = "inspection";
    private const string Deployment = "deployment";
    private const string Expires = "expires";
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(20);

    private readonly WorkloadGroups _groups;
    private readonly FlavorOffers _flavors;
    private readonly IAgentBlobs _blobs;
    private readonly AgentKeys _keys;
    private readonly ArmOptions _arm;
    private readonly TimeProvider _time;

    internal NotebookInspection(
        WorkloadGroups groups, FlavorOffers flavors, IAgentBlobs blobs, AgentKeys keys, IOptions<ArmOptions> arm, TimeProvider time) =>
        (_groups, _flavors, _blobs, _keys, _arm, _time) = (groups, flavors, blobs, keys, arm.Value, time);

    /// <summary>Makes the group unless it is there. Idempotent.</summary>
    internal async Task<GroupCreation> StartAsync(Workspace workspace, InspectedNotebook notebook, CancellationToken cancellationToken)
    {
        Dictionary<string, BlobAccess> access = new() { [NotebookSchemas.Blob] = BlobAccess.Write };
        if (notebook.HomePath is null)
        {
            access[RunBlobs.Input] = BlobAccess.Read;
        }

        var links = await _blobs.SignAsync(workspace.Name.Value, notebook.Folder, access, cancellationToken);
        var offers = await _flavors.ListAsync(cancellationToken);
        var name = Name(workspace, notebook);
        return await _groups.CreateAsync(
            new Workload
            {
                Name = name,
                Workspace = notebook.HomePath is null ? "" : workspace.Name.Value,
                AgentCommand = "inspect",
                AgentPath = "inspections",
                AgentKey = Base64Url.EncodeToString(_keys.Of($"inspect/v1/{name}")),
                AgentSecrets = new Dictionary<string, string>
                {
                    ["REPORT"] = links.Blobs[NotebookSchemas.Blob].AbsoluteUri,
                    ["NOTEBOOK"] = notebook.HomePath is { } path ? $"{Home}/{path}" : links.Blobs[RunBlobs.Input].AbsoluteUri,
                    ["KERNEL"] = notebook.Kernel ?? "",
                },
                Image = notebook.Image,
                Flavor = offers.First(offer => offer.Unavailable is null).Flavor,
                Tags = new Dictionary<string, string>
                {
                    ["product"] = "cloud-workspaces",
                    [Deployment] = _arm.Deployment,
                    [Tag] = name,
                    [Expires] = (_time.GetUtcNow() + s_life).ToString("O", CultureInfo.InvariantCulture),
                },
            },
            cancellationToken);
    }

    /// <summary>Null when there is no group.</summary>
    internal async Task<RunGroup?> FindAsync(Workspace workspace, InspectedNotebook notebook, CancellationToken cancellationToken) =>
        await _groups.FindAsync(Name(workspace, notebook), cancellationToken) is { } group ? RunGroupReader.Read(group) : null;

    internal Task EndAsync(Workspace workspace, InspectedNotebook notebook, CancellationToken cancellationToken) =>
        _groups.DeleteAsync(Name(workspace, notebook), cancellationToken);

    /// <summary>Deletes the groups that nobody came back for.</summary>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        await foreach (var tags in _groups.TagsAsync(cancellationToken))
        {
            if (tags.TryGetValue(Tag, out var name) &&
                tags.TryGetValue(Deployment, out var deployment) && deployment == _arm.Deployment &&
                tags.TryGetValue(Expires, out var text) &&
                DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var expires) && expires < _time.GetUtcNow())
            {
                await _groups.DeleteAsync(name, cancellationToken);
            }
        }
    }

    private static string Name(Workspace workspace, InspectedNotebook notebook) =>
        $"inspect-{Environments.EnvironmentHash.Short($"{workspace.Name}/{notebook.Folder}")}";
}
