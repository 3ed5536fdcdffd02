using System.Globalization;
using Azure.Data.Tables;

namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>The row with a day's sums, by kind.</summary>
internal static class CostTotal
{
    public const string Key = "total";

    public static TableEntity Add(TableEntity? total, string partition, CostKind kind, CostSum more)
    {
        var row = new TableEntity(partition, Key);
        foreach (var each in Enum.GetValues<CostKind>())
        {
            var sum = Read(total, each) + (each == kind ? more : CostSum.None);
            row[Name(each, nameof(CostSum.Cost))] = sum.Cost.ToString(CultureInfo.InvariantCulture);
            row[Name(each, nameof(CostSum.Time))] = sum.Time.Ticks;
            row[Name(each, nameof(CostSum.Groups))] = sum.Groups;
        }

        return row;
    }

    public static CostSum Read(TableEntity? total, CostKind kind) =>
        total?.GetString(Name(kind, nameof(CostSum.Cost))) is { } cost
            ? new()
            {
                Cost = decimal.Parse(cost, CultureInfo.InvariantCulture),
                Time = new TimeSpan(total.GetInt64(Name(kind, nameof(CostSum.Time)))!.Value),
                Groups = total.GetInt32(Name(kind, nameof(CostSum.Groups)))!.Value,
            }
            : CostSum.None;

    private static string Name(CostKind kind, string property) => kind + property;
}
