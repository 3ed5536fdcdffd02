using System.Globalization;
using Azure.Data.Tables;

namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>A meter as a table entity, and back. Tables have no decimals: prices are text.</summary>
internal static class MeterRow
{
    public static TableEntity ToEntity(CostMeter meter) => ToEntity(meter, meter.Key.Workspace);

    public static TableEntity ToEntity(CostMeter meter, string partition) => new(partition, meter.Key.Row)
    {
        [nameof(MeterKey.Workspace)] = meter.Key.Workspace,
        [nameof(MeterKey.Kind)] = meter.Key.Kind.ToString(),
        [nameof(MeterKey.Id)] = meter.Key.Id,
        [nameof(MeterKey.Attempt)] = meter.Key.Attempt,
        [nameof(CostMeter.User)] = meter.User,
        [nameof(CostMeter.Flavor)] = meter.Flavor,
        [nameof(CostMeter.PricePerHour)] = meter.PricePerHour.ToString(CultureInfo.InvariantCulture),
        [nameof(CostMeter.From)] = meter.From,
        [nameof(CostMeter.To)] = meter.To,
    };

    public static CostMeter FromEntity(TableEntity entity) => new()
    {
        Key = new MeterKey(
            entity.GetString(nameof(MeterKey.Workspace)),
            Enum.Parse<CostKind>(entity.GetString(nameof(MeterKey.Kind))),
            entity.GetString(nameof(MeterKey.Id)),
            entity.GetInt32(nameof(MeterKey.Attempt))!.Value),
        User = entity.GetString(nameof(CostMeter.User)),
        Flavor = entity.GetString(nameof(CostMeter.Flavor)),
        PricePerHour = decimal.Parse(entity.GetString(nameof(CostMeter.PricePerHour)), CultureInfo.InvariantCulture),
        From = entity.GetDateTimeOffset(nameof(CostMeter.From))!.Value,
        To = entity.GetDateTimeOffset(nameof(CostMeter.To)),
    };
}
