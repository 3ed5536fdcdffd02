using CloudWorkspaces.Workspaces.Usage;

namespace CloudWorkspaces.Functions.Tests.Usage;

/// <summary>Meters for tests.</summary>
internal static class MeterSamples
{
    public static CostMeter Of(string workspace, DateTimeOffset from, CostKind kind = CostKind.Run) => new()
    {
        Key = new MeterKey(workspace, kind, Guid.NewGuid().ToString("N"), 1),
        User = "tester",
        Flavor = "small",
        PricePerHour = 0.12m,
        From = from,
    };
}
