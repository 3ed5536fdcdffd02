using System.Globalization;
using CloudWorkspaces.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Benchmarks.Durable;

/// <summary>From the start of a process to its first answer: the local edition beside a bare ASP.NET Core app.</summary>
internal static class HostStart
{
    public const string Serve = "serve";

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    public static async Task MeasureAsync(int rounds)
    {
        var storage = (await AzuriteServer.SharedAsync()).ConnectionString;
        var hub = BenchmarkHost.NewHub();
        var (functions, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var (first, second) = (await OnceAsync(storage, hub), await OnceAsync());
            if (round > 0)
            {
                functions.Add(first);
                bare.Add(second);
            }
        }

        Console.WriteLine($"start of a process to its first answer, {rounds} rounds, milliseconds: median (min-max)");
        Console.WriteLine($"  host of the local edition   {Timing.Summary(functions)}");
        Console.WriteLine($"  bare ASP.NET Core           {Timing.Summary(bare)}");
        Console.WriteLine($"  difference of medians       {Timing.Median(functions) - Timing.Median(bare),7:0}");
    }

    /// <summary>What the measured processes do: listen on a port, as a host on that storage and hub or bare.</summary>
    public static async Task ServeAsync(string[] arguments)
    {
        var port = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        if (arguments is [_, var storage, var hub])
        {
            await BenchmarkHost.RunAsync(storage, hub, port);
            return;
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync("pong"));
        await app.RunAsync();
    }

    private static async Task<double> OnceAsync(params string[] arguments)
    {
        var port = Ports.Free();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var begun = TimeProvider.System.GetTimestamp();
        await using var process = ChildProcess.Start(
            "dotnet",
            [typeof(HostStart).Assembly.Location, Serve, port.ToString(CultureInfo.InvariantCulture), .. arguments],
            AppContext.BaseDirectory);
        while (Timing.Since(begun) < s_deadline.TotalMilliseconds)
        {
            try
            {
                if (await http.GetStringAsync("ping") == "pong")
                {
                    return Timing.Since(begun);
                }
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(s_pause);
            }
        }

        throw new TimeoutException($"No answer: {process.Output}");
    }
}
