using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>
/// Numbers those who wait, within each priority, so that flows take turns: the n-th that waits of every flow comes before
/// the (n+1)-th of any. A flow that arrives begins with the turn that is being served, so it neither waits for what others
/// have brought before nor makes up for having been away. Start-time fair queueing with equal weights. Pure.
/// </summary>
internal sealed record FairTurns
{
    /// <summary>Keeps the owner's row below its limit; beyond that the flows that come next are forgotten first.</summary>
    public const int MaxFlows = 1_000;

    private static readonly Dictionary<string, long> s_nobody = [];

    public static FairTurns None { get; } = new();

    /// <summary>The turn being served, by priority.</summary>
    private Dictionary<string, long> Served { get; init; } = s_nobody;

    /// <summary>The last turn given, by priority and flow, of those that are beyond the one being served.</summary>
    private Dictionary<string, long> Given { get; init; } = s_nobody;

    /// <summary>A short name for a flow, of always the same length.</summary>
    public static string Flow(string name) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8));

    public FairTurns Give(int priority, string flow, out long turn)
    {
        turn = Last(priority, flow) + 1;
        var key = Key(priority, flow);
        var given = new Dictionary<string, long>(Given) { [key] = turn };
        return given.Count <= MaxFlows
            ? this with { Given = given }
            : this with { Given = given.OrderByDescending(one => one.Key == key ? long.MaxValue : one.Value).Take(MaxFlows).ToDictionary() };
    }

    /// <summary>Somebody who waited with that turn is served.</summary>
    public FairTurns Serve(int priority, long turn)
    {
        var key = Key(priority);
        if (turn <= Served.GetValueOrDefault(key))
        {
            return this;
        }

        return new()
        {
            Served = new(Served) { [key] = turn },
            Given = Given
                .Where(one => !one.Key.StartsWith($"{key}/", StringComparison.Ordinal) || one.Value > turn)
                .ToDictionary(),
        };
    }

    /// <summary>Somebody has left without being served: the flow's next one does not come later for that.</summary>
    public FairTurns GiveBack(int priority, string flow)
    {
        var last = Last(priority, flow) - 1;
        Dictionary<string, long> given = new(Given);
        given.Remove(Key(priority, flow));
        return last > Served.GetValueOrDefault(Key(priority))
            ? this with { Given = new(given) { [Key(priority, flow)] = last } }
            : this with { Given = given };
    }

    public string? ToJson() => Served.Count + Given.Count == 0 ? null : JsonSerializer.Serialize(new[] { Served, Given });

    public static FairTurns FromJson(string? json) =>
        json is not null && JsonSerializer.Deserialize<Dictionary<string, long>[]>(json) is [var served, var given]
            ? new() { Served = served, Given = given }
            : None;

    private long Last(int priority, string flow) => Math.Max(
        Served.GetValueOrDefault(Key(priority)), Given.GetValueOrDefault(Key(priority, flow)));

    private static string Key(int priority) => priority.ToString(CultureInfo.InvariantCulture);

    private static string Key(int priority, string flow) => $"{Key(priority)}/{flow}";
}
