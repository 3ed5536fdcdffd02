using CloudWorkspaces.Agents;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Mounts;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Agents;

/// <summary>Mounts of the workspace <c>default</c>.</summary>
internal sealed class FakeMounts : IMounts
{
    public List<Mount> Items { get; } = [];

    public FakeKept Kept { get; } = new();

    public AgentMounts Of(IOptions<AgentOptions> agent, TimeProvider time)
    {
        var options = Options.Create(new MountOptions());
        var signers = new MountSigners(new FakeSas(), new FixedTokenCredential("none"), time);
        var flavors = new ConfiguredFlavors(Options.Create(new FlavorsOptions()), Options.Create(new NetworksOptions()));
        return new(this, new MountSas(signers, new MountKey(Kept), options, agent, time), flavors, options);
    }

    public Task<IReadOnlyList<Mount>> ListAsync(string workspace, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Mount>>(workspace == "default" ? Items : []);

    public Task<Mount?> FindAsync(string workspace, string name, CancellationToken cancellationToken) =>
        Task.FromResult(workspace == "default" ? Items.Find(mount => mount.Name == name) : null);
}
