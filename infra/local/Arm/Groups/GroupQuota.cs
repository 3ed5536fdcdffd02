using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>What a subscription may have in one location and how fast it may make groups, as far as that is limited.</summary>
internal sealed class GroupQuota(GroupRegistry registry, TimeProvider time, IOptions<ArmOptions> options)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly List<(string SubscriptionId, DateTimeOffset On)> _creations = [];

    public IEnumerable<Usage> Usages(string subscriptionId, string location)
    {
        var quota = options.Value.Quota;
        var groups = Groups(subscriptionId, location);
        yield return new("ContainerGroups", "Container Groups", groups.Count, quota.Groups ?? int.MaxValue);
        yield return new("StandardCores", "Standard Cores", Cores(groups, spot: false), quota.Cores ?? int.MaxValue);
        yield return new("StandardSpotCores", "Standard Spot Cores", Cores(groups, spot: true), quota.SpotCores ?? int.MaxValue);
    }

    /// <summary>Counts a new group. Throws ArmException 409 or 429 if it may not be.</summary>
    public void Admit(GroupId id, GroupSpec spec)
    {
        var cores = spec.Spot ? "StandardSpotCores" : "StandardCores";
        foreach (var usage in Usages(id.SubscriptionId, spec.Location))
        {
            var requested = usage.Name == "ContainerGroups" ? 1 : usage.Name == cores ? (int)Math.Ceiling(spec.Cpu) : 0;
            if (requested > 0 && usage.CurrentValue + requested > usage.Limit)
            {
                throw ArmException.Conflict(
                    "ContainerGroupQuotaReached",
                    $"Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota '{usage.Name}' " +
                    $"exceeded in region '{Locations.Normalize(spec.Location)}'. Limit: '{usage.Limit}', " +
                    $"Usage: '{usage.CurrentValue}' Requested: '{requested}'.");
            }
        }

        lock (_lock)
        {
            var now = time.GetUtcNow();
            _creations.RemoveAll(creation => now - creation.On >= Hour);
            var mine = _creations.Where(creation => creation.SubscriptionId == id.SubscriptionId).Select(creation => creation.On);
            Throttle([.. mine], FiveMinutes, options.Value.Quota.CreatesPerFiveMinutes, now);
            Throttle([.. mine], Hour, options.Value.Quota.CreatesPerHour, now);
            _creations.Add((id.SubscriptionId, now));
        }
    }

    private static void Throttle(List<DateTimeOffset> creations, TimeSpan window, int? limit, DateTimeOffset now)
    {
        var recent = creations.Where(on => now - on < window).Order().ToList();
        if (limit is { } most && recent.Count >= most)
        {
            throw new ArmException(
                StatusCodes.Status429TooManyRequests,
                new ArmError(
                    "TooManyRequests",
                    $"At most {most} container groups can be created in {window.TotalMinutes} minutes. Please retry later."))
            {
                RetryAfter = most == 0 ? window : recent[^most] + window - now,
            };
        }
    }

    private List<ContainerGroup> Groups(string subscriptionId, string location) =>
    [
        .. registry.All.Where(group =>
            group.Record.Id.SubscriptionId.Equals(subscriptionId, StringComparison.OrdinalIgnoreCase) &&
            Locations.Same(group.Spec.Location, location)),
    ];

    private static int Cores(IEnumerable<ContainerGroup> groups, bool spot) =>
        (int)Math.Ceiling(groups.Where(group => group.Spec.Spot == spot).Sum(group => group.Spec.Cpu));

    /// <param name="Limit">int.MaxValue where the emulator sets none.</param>
    internal sealed record Usage(string Name, string LocalizedValue, int CurrentValue, int Limit);
}
