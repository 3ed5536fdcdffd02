using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>
/// A session from its POST until its JupyterLab gives its page, beside JupyterLab in the same image started on the
/// engine, in alternation.
/// </summary>
internal static class SessionStart
{
    /// <summary>Pairs that warm caches and the runtime's compilers and are not counted.</summary>
    private const int Warming = 4;

    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(5);

    /// <summary>Looks every 20 ms would take a fifth of the machine from what they wait for.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    public static async Task MeasureAsync(int pairs)
    {
        await using var stack = await LocalStack.StartAsync();
        var sessions = new SessionClient(stack.Client.Http, s_interval);
        List<double> product = [], bare = [];
        var phases = new Dictionary<string, List<double>>();
        for (var pair = -Warming; pair < pairs; pair++)
        {
            var (time, session) = await StartAsync(stack, sessions);
            var bareTime = await BareLab.MeasureAsync(pair);
            if (pair >= 0)
            {
                product.Add(time);
                bare.Add(bareTime);
                Note(session, phases);
            }
        }

        Console.WriteLine($"{pairs} pairs after {Warming} to warm up, milliseconds: median (min-max)");
        Console.WriteLine($"  through the API       {Timing.Summary(product)}");
        Console.WriteLine($"  bare JupyterLab       {Timing.Summary(bare)}");
        Console.WriteLine($"  ratio of medians      {Timing.Median(product) / Timing.Median(bare):0.00}");
        Console.WriteLine("of which, in the product, since the POST was accepted:");
        foreach (var (phase, times) in phases)
        {
            Console.WriteLine($"  {phase,-21} {Timing.Summary(times)}");
        }
    }

    private static async Task<(double Milliseconds, JsonObject Session)> StartAsync(LocalStack stack, SessionClient sessions)
    {
        var id = "";
        var time = await Timing.MillisecondsAsync(async () =>
        {
            id = await sessions.StartAsync();
            using var lab = await sessions.OpenAsync(id, s_deadline);
            await Eventually.TrueAsync(() => BareLab.AnswersAsync(lab), s_deadline, "JupyterLab answers");
        });
        var session = await sessions.GetAsync(id);
        await sessions.StopAsync(id);
        await sessions.WaitForAsync(id, s_deadline, "stopped");
        await stack.Groups.WaitUntilNoneAsync(s_deadline);
        return (time, session);
    }

    private static void Note(JsonObject session, Dictionary<string, List<double>> phases)
    {
        var acceptedOn = session["phases"]![0]!["on"]!.GetValue<DateTimeOffset>();
        foreach (var phase in session["phases"]!.AsArray().Skip(1))
        {
            var name = phase!["name"]!.GetValue<string>();
            phases.TryAdd(name, []);
            phases[name].Add((phase["on"]!.GetValue<DateTimeOffset>() - acceptedOn).TotalMilliseconds);
        }
    }
}
