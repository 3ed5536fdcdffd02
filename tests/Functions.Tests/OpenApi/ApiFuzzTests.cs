using System.Globalization;
using System.Net;
using CloudWorkspaces.Functions.Tests.Api;
using CsCheck;
using Xunit.Abstractions;

namespace CloudWorkspaces.Functions.Tests.OpenApi;

/// <summary>
/// Whatever is asked of whichever operation, the answer is one that the description allows and never an internal error: the
/// client of these tests sees to the first. Failures name the seed that repeats them. FUZZ_CASES asks for more cases.
/// </summary>
[Trait("Category", "Azurite")]
public sealed class ApiFuzzTests(ApiFixture api, ITestOutputHelper output) : IClassFixture<ApiFixture>
{
    private const int Cases = 1_500;

    /// <summary>After this many cases much of the sample is removed, cancelled or closed.</summary>
    private const int CasesOfASample = 500;

    private int _resets;

    private static int Wanted =>
        int.TryParse(Environment.GetEnvironmentVariable("FUZZ_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var more) ? more : Cases;

    [Fact]
    public async Task Requests_ForEveryOperation_AreNeverAnInternalError()
    {
        SortedDictionary<int, int> statuses = [];
        for (var left = Wanted; left > 0; left -= CasesOfASample)
        {
            using var owner = await api.NewUserAsync(ApiUsers.NewName("fuzz"));
            var sample = await ApiSample.MakeAsync(api.Client, owner);
            var requests = Gen.OneOf([.. api.Contract.Operations.Select(operation => RequestGen.Of(sample, operation))]);

            try
            {
                await requests.SampleAsync(
                    async wanted =>
                    {
                        var status = await AskAsync(wanted);
                        lock (statuses)
                        {
                            statuses[status] = statuses.GetValueOrDefault(status) + 1;
                        }
                    },
                    iter: Math.Min(left, CasesOfASample), threads: 2, print: wanted => $"{wanted}");
            }
            catch (CsCheckException)
            {
                output.WriteLine(string.Join('\n', api.Output.Split('\n').Where(line => line.Contains("ProblemMiddleware", StringComparison.Ordinal)).TakeLast(5)));
                throw;
            }
        }

        output.WriteLine($"{_resets} connections were closed.");
        output.WriteLine(string.Join(", ", statuses.Select(status => $"{status.Key}: {status.Value}")));
        using var alive = await api.Client.GetAsync(new Uri("/api/me", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Contains(200, statuses.Keys);
        Assert.Contains(202, statuses.Keys);
        Assert.InRange(_resets, 0, Wanted / 500);
    }

    private async Task<int> AskAsync(FuzzRequest wanted)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var answer = await SendAsync(wanted, deadline.Token);

        // What reads a notebook's parameters asks for a container at once, and there are none here.
        Assert.True(
            answer.StatusCode != HttpStatusCode.ServiceUnavailable || AsksForContainers(wanted), "It is unavailable.");
        return (int)answer.StatusCode;
    }

    /// <summary>
    /// A server that has answered before a body had come may close the connection under the next request, which clients send
    /// again then.
    /// </summary>
    private async Task<HttpResponseMessage> SendAsync(FuzzRequest wanted, CancellationToken cancellationToken)
    {
        try
        {
            using var request = wanted.ToMessage();
            return await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException closed) when (closed.InnerException is IOException)
        {
            Interlocked.Increment(ref _resets);
            using var again = wanted.ToMessage();
            return await api.Client.SendAsync(again, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
    }

    private static bool AsksForContainers(FuzzRequest request) =>
        request.Address.Contains("/schema", StringComparison.Ordinal) || request.Address.Contains("/processes", StringComparison.Ordinal);
}
