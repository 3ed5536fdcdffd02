using System.Globalization;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.EndToEnd.Tests.Processes;

/// <summary>The abstract tests of the class job-list.</summary>
[Trait("Category", "EndToEnd")]
[Collection(OgcStack.Collection)]
public sealed class OgcJobListTests(OgcStack stack)
{
    private static readonly JsonObject Echo = JsonNode.Parse("""{"inputs": {"text": "listed"}, "outputs": {"text": {}}}""")!.AsObject();
    private static readonly JsonObject Failing = JsonNode.Parse($$$"""{"inputs": {"notebook": "{{{OgcStack.Failing}}}"}}""")!.AsObject();

    [Fact(DisplayName = "/conf/job-list/job-list-op")]
    public async Task ListOp() => Assert.Equal(200, (await stack.GetAsync("jobs")).Status);

    [Fact(DisplayName = "/conf/job-list/job-list-success")]
    public async Task ListSuccess()
    {
        await stack.ExecuteAsync("echo", Echo);

        var list = (await stack.GetAsync("jobs")).Json;

        await OgcSchemas.AssertValidAsync("jobList", list);
        Assert.NotEmpty(list["jobs"]!.AsArray());
    }

    [Fact(DisplayName = "/conf/job-list/links")]
    public async Task Links() => OgcCoreTests.AssertSelfLinks((await stack.GetAsync("jobs")).Json, "application/json", "text/html");

    [Fact(DisplayName = "/conf/job-list/type-definition")]
    public async Task TypeDefinition() => await AssertListAsync("type");

    [Fact(DisplayName = "/conf/job-list/processID-definition")]
    public async Task ProcessIdDefinition() => await AssertListAsync("processID");

    [Fact(DisplayName = "/conf/job-list/status-definition")]
    public async Task StatusDefinition() => await AssertListAsync("status");

    [Fact(DisplayName = "/conf/job-list/datetime-definition")]
    public async Task DatetimeDefinition() => Assert.Equal("string", await TypeOfAsync("datetime"));

    [Fact(DisplayName = "/conf/job-list/duration-definition")]
    public async Task DurationDefinition() =>
        Assert.Equal(("integer", "integer"), (await TypeOfAsync("minDuration"), await TypeOfAsync("maxDuration")));

    [Fact(DisplayName = "/conf/job-list/limit-definition")]
    public async Task LimitDefinition()
    {
        var schema = (await OgcDefinitionTests.ParameterAsync(stack, "/jobs", "limit"))["schema"]!;

        Assert.Equal(("integer", 1, 10), (schema["type"]!.GetValue<string>(), schema["minimum"]!.GetValue<int>(), schema["default"]!.GetValue<int>()));
    }

    [Fact(DisplayName = "/conf/job-list/type-response")]
    public async Task TypeResponse()
    {
        await stack.ExecuteAsync("echo", Echo);

        Assert.All(await JobsAsync("type=process"), job => Assert.Equal("process", job["type"]!.GetValue<string>()));
        await AssertRefusedAsync("type=provenance", "type");
    }

    [Fact(DisplayName = "/conf/job-list/processID-mandatory")]
    public async Task ProcessIdMandatory()
    {
        await stack.ExecuteAsync("echo", Echo);

        Assert.All(await JobsAsync(""), job => Assert.NotEmpty(job["processID"]!.GetValue<string>()));
    }

    [Fact(DisplayName = "/conf/job-list/processID-response")]
    public async Task ProcessIdResponse()
    {
        await stack.ExecuteAsync("echo", Echo);
        await stack.ExecuteAsync("execute-notebook", Failing);

        Assert.All(await JobsAsync("processID=echo&limit=100"), job => Assert.Equal("echo", job["processID"]!.GetValue<string>()));
        Assert.Equal(
            ["echo", "execute-notebook"],
            (await JobsAsync("processID=echo,execute-notebook&limit=100")).Select(job => job["processID"]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(await JobsAsync("processID=none"));
    }

    [Fact(DisplayName = "/conf/job-list/status-response")]
    public async Task StatusResponse()
    {
        await stack.ExecuteAsync("echo", Echo);
        await stack.ExecuteAsync("execute-notebook", Failing);

        var failed = await JobsAsync("status=failed&limit=100");
        Assert.NotEmpty(failed);
        Assert.All(failed, job => Assert.Equal("failed", job["status"]!.GetValue<string>()));
        Assert.Superset(
            new HashSet<string> { "failed", "successful" },
            (await JobsAsync("status=failed&status=successful&limit=100")).Select(job => job["status"]!.GetValue<string>()).ToHashSet());
        await AssertRefusedAsync("status=succeeded", "status");
    }

    [Fact(DisplayName = "/conf/job-list/datetime-response")]
    public async Task DatetimeResponse()
    {
        await stack.ExecuteAsync("echo", Echo);
        var newest = (await JobsAsync(""))[0]["created"]!.GetValue<string>();
        var before = Text(DateTimeOffset.Parse(newest, CultureInfo.InvariantCulture).AddMilliseconds(-1));
        var after = Text(DateTimeOffset.Parse(newest, CultureInfo.InvariantCulture).AddMilliseconds(1));

        Assert.Contains(await JobsAsync($"datetime={newest}&limit=100"), job => job["created"]!.GetValue<string>() == newest);
        Assert.Contains(await JobsAsync($"datetime={before}/{after}&limit=100"), job => job["created"]!.GetValue<string>() == newest);
        Assert.All(
            await JobsAsync($"datetime=../{before}&limit=100"),
            job => Assert.True(string.CompareOrdinal(job["created"]!.GetValue<string>(), newest) < 0));
        Assert.All(
            await JobsAsync($"datetime={after}/&limit=100"),
            job => Assert.True(string.CompareOrdinal(job["created"]!.GetValue<string>(), newest) > 0));
        foreach (var wrong in (string[])["yesterday", "../..", "2026-01-02T00:00:00Z/2026-01-01T00:00:00Z", "a/b/c"])
        {
            await AssertRefusedAsync($"datetime={wrong}", "datetime");
        }
    }

    [Fact(DisplayName = "/conf/job-list/duration-response")]
    public async Task DurationResponse()
    {
        await stack.ExecuteAsync("echo", Echo);

        Assert.Empty(await JobsAsync("minDuration=3600"));
        var short_ = await JobsAsync("maxDuration=3600&minDuration=0&limit=100");
        Assert.NotEmpty(short_);
        Assert.All(short_, job => Assert.NotNull(job["started"]));
        await AssertRefusedAsync("minDuration=-1", "minDuration");
        await AssertRefusedAsync("maxDuration=long", "maxDuration");
    }

    [Fact(DisplayName = "/conf/job-list/limit-response")]
    public async Task LimitResponse()
    {
        await stack.ExecuteAsync("echo", Echo);
        await stack.ExecuteAsync("execute-notebook", Failing);
        var all = (await JobsAsync("limit=1000")).Select(job => job["jobID"]!.GetValue<string>()).ToList();
        List<string> paged = [];
        for (var next = $"jobs?limit=1&datetime=../{Text(TimeProvider.System.GetUtcNow())}"; next is not null && paged.Count <= all.Count;)
        {
            var page = (await stack.GetAsync(next)).Json;
            paged.AddRange(page["jobs"]!.AsArray().Select(job => job!["jobID"]!.GetValue<string>()));
            next = page["links"]!.AsArray().SingleOrDefault(link => link!["rel"]!.GetValue<string>() == "next")?["href"]!.GetValue<string>();
        }

        Assert.Equal(all, paged);
        await AssertRefusedAsync("limit=0", "limit");
        await AssertRefusedAsync("limit=10001", "limit");
        await AssertRefusedAsync("cursor=nothing", "cursor");
        await AssertRefusedAsync("sort=up", "sort");
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<JsonNode>> JobsAsync(string query) =>
        [.. (await stack.GetAsync($"jobs?{query}")).Json["jobs"]!.AsArray().Select(job => job!)];

    private async Task AssertRefusedAsync(string query, string name)
    {
        var answer = await stack.GetAsync($"jobs?{query}");
        Assert.Equal((400, name), (answer.Status, Assert.Single(answer.Json["errors"]!.AsObject()).Key));
    }

    private async Task AssertListAsync(string parameter)
    {
        var definition = await OgcDefinitionTests.ParameterAsync(stack, "/jobs", parameter);
        Assert.Equal(("query", false, "array"), (
            definition["in"]!.GetValue<string>(), definition["required"]!.GetValue<bool>(), definition["schema"]!["type"]!.GetValue<string>()));
    }

    private async Task<string> TypeOfAsync(string parameter) =>
        (await OgcDefinitionTests.ParameterAsync(stack, "/jobs", parameter))["schema"]!["type"]!.GetValue<string>();
}
