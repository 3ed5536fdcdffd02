using System.Buffers.Text;
using Azure.Storage.Sas;
using CloudWorkspaces.Agents;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Environments.Builds;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Runs.Groups;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Environments.Checks;

/// <summary>Lets <c>agent check</c> look at an image in a container group of its own. Idempotent.</summary>
public sealed class EnvironmentCheck
{
    private const int MaxReason = 4_000;
    private const int MaxKernels = 50;
    private static readonly TimeSpan s_reportLife = TimeSpan.FromHours(3);

    private readonly WorkloadGroups _groups;
    private readonly FlavorOffers _flavors;
    private readonly EnvironmentBlobs _blobs;
    private readonly IBlobSas _sas;
    private readonly AgentKeys _keys;

    internal EnvironmentCheck(
        WorkloadGroups groups, FlavorOffers flavors, EnvironmentBlobs blobs, IBlobSas sas, AgentKeys keys) =>
        (_groups, _flavors, _blobs, _sas, _keys) = (groups, flavors, blobs, sas, keys);

    /// <summary>Makes the group, or looks what has become of it.</summary>
    internal async Task<(EnvironmentStep Step, ImageReport? Report)> StepAsync(
        EnvironmentVersion version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await _blobs.ReadAsync(version.Key, EnvironmentBlobs.Report(version.Attempt), cancellationToken) is { } content)
        {
            return Judge(ImageReport.Parse(content));
        }

        if (version.CancelRequestedOn is not null)
        {
            return (EnvironmentStep.Failed("Its making was cancelled."), null);
        }

        if (await _groups.FindAsync(Name(version), cancellationToken) is { } group)
        {
            var state = RunGroupReader.Read(group);
            return (Judge(version, state), null);
        }

        var creation = await _groups.CreateAsync(await WorkloadAsync(version, now, cancellationToken), cancellationToken);
        return (creation.Ending is { } ending ? EnvironmentStep.Failed(ending.Cause.Message) : EnvironmentStep.GoesOn, null);
    }

    internal Task EndAsync(EnvironmentVersion version, CancellationToken cancellationToken) =>
        _groups.DeleteAsync(Name(version), cancellationToken);

    private static (EnvironmentStep Step, ImageReport? Report) Judge(ImageReport? report) => report switch
    {
        null => (EnvironmentStep.Failed("The image's report cannot be read."), null),
        { Lacks: [] } => (EnvironmentStep.Done, report with { Kernels = [.. report.Kernels.Take(MaxKernels)] }),
        _ => (EnvironmentStep.Failed(Cut($"The image cannot be an environment. {string.Join(' ', report.Lacks)}")), report),
    };

    private static EnvironmentStep Judge(EnvironmentVersion version, RunGroup group) => group switch
    {
        { ImageError: { } error } => EnvironmentStep.Failed(Cut($"The image cannot be had: {error}")),
        { Ended: true } => EnvironmentStep.Failed(
            $"The agent could not look at {version.Image} (exit code {group.ExitCode}): it needs Linux on amd64 and the C library glibc."),
        _ => EnvironmentStep.GoesOn,
    };

    private async Task<Workload> WorkloadAsync(
        EnvironmentVersion version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var report = await _sas.IssueAsync(
            EnvironmentBlobs.Container(version.Key),
            EnvironmentBlobs.Path(version.Key, EnvironmentBlobs.Report(version.Attempt)),
            BlobSasPermissions.Create | BlobSasPermissions.Write,
            now + s_reportLife,
            cancellationToken);
        var offers = await _flavors.ListAsync(cancellationToken);
        return new Workload
        {
            Name = Name(version),
            Workspace = "",
            AgentCommand = "check",
            AgentPath = "checks",
            AgentKey = Base64Url.EncodeToString(_keys.Of($"check/v1/{version.Key.Partition}/{version.Key.Row}")),
            AgentSecrets = new Dictionary<string, string> { ["REPORT"] = report.AbsoluteUri },
            Image = version.Image,
            Flavor = offers.First(offer => offer.Unavailable is null).Flavor,
            Tags = new Dictionary<string, string>
            {
                ["product"] = "cloud-workspaces",
                ["environment"] = version.Reference,
            },
        };
    }

    private static string Name(EnvironmentVersion version) =>
        $"check-{EnvironmentHash.Short($"{version.Key.Partition}/{version.Key.Row}")}-{version.Attempt}";

    private static string Cut(string text) => text.Length > MaxReason ? text[..MaxReason] : text;
}
