using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>A calendar month in UTC.</summary>
public readonly record struct CostMonth(int Year, int Month)
{
    private const string Format = "yyyy-MM";

    public DateTimeOffset Start => new(Year, Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The start of the next one.</summary>
    public DateTimeOffset End => Start.AddMonths(1);

    public static CostMonth Of(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month);

    /// <param name="text">As in 2026-11.</param>
    /// <param name="month">The month, when it is one.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out CostMonth month)
    {
        var valid = DateTime.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Year is > 2000 and < 9999;
        month = valid ? new CostMonth(time.Year, time.Month) : default;
        return valid;
    }

    public override string ToString() => Start.ToString(Format, CultureInfo.InvariantCulture);
}
