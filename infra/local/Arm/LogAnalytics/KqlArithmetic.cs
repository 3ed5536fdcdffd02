using System.Globalization;

namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>Sums and bins. What comes of a null is null.</summary>
internal static class KqlArithmetic
{
    /// <summary>Null if the types do not go together.</summary>
    /// <param name="sign">1 to add the right one, -1 to take it away.</param>
    public static KqlBound? Sum(int sign, KqlBound left, KqlBound right) => (left.Type, right.Type) switch
    {
        (KqlType.Datetime, KqlType.Timespan) =>
            Of<DateTimeOffset, TimeSpan>(KqlType.Datetime, left, right, (time, span) => time + sign * span),
        (KqlType.Datetime, KqlType.Datetime) when sign < 0 =>
            Of<DateTimeOffset, DateTimeOffset>(KqlType.Timespan, left, right, (one, other) => one - other),
        (KqlType.Timespan, KqlType.Timespan) =>
            Of<TimeSpan, TimeSpan>(KqlType.Timespan, left, right, (one, other) => one + sign * other),
        (KqlType.Long, KqlType.Long) => Of<long, long>(KqlType.Long, left, right, (one, other) => one + sign * other),
        (KqlType.Long or KqlType.Real, KqlType.Long or KqlType.Real) => new KqlBound(
            KqlType.Real,
            row => left.Value(row) is { } one && right.Value(row) is { } other ? Number(one) + sign * Number(other) : null),
        _ => null,
    };

    /// <summary>Rounded down to a multiple; null if the types do not go together.</summary>
    public static KqlBound? Bin(KqlBound value, KqlBound size) => (value.Type, size.Type) switch
    {
        (KqlType.Datetime, KqlType.Timespan) => Of<DateTimeOffset, TimeSpan>(
            KqlType.Datetime,
            value,
            size,
            (time, span) => span <= TimeSpan.Zero ? null : new DateTimeOffset(time.UtcTicks - time.UtcTicks % span.Ticks, TimeSpan.Zero)),
        (KqlType.Long, KqlType.Long) => Of<long, long>(
            KqlType.Long, value, size, (number, step) => step <= 0 ? null : (long)Math.Floor((double)number / step) * step),
        (KqlType.Long or KqlType.Real, KqlType.Long or KqlType.Real) => new KqlBound(
            KqlType.Real,
            row => value.Value(row) is { } number && size.Value(row) is { } step && Number(step) > 0
                ? Math.Floor(Number(number) / Number(step)) * Number(step)
                : null),
        _ => null,
    };

    public static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static KqlBound Of<TLeft, TRight>(
        KqlType type, KqlBound left, KqlBound right, Func<TLeft, TRight, object?> apply) =>
        new(type, row => left.Value(row) is TLeft one && right.Value(row) is TRight other ? apply(one, other) : null);
}
