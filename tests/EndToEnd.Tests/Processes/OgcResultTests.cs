using System.Text.Json.Nodes;

namespace CloudWorkspaces.EndToEnd.Tests.Processes;

/// <summary>The abstract tests of the class core about jobs and their results, and those of the class dismiss.</summary>
[Trait("Category", "EndToEnd")]
[Collection(OgcStack.Collection)]
public sealed class OgcResultTests(OgcStack stack)
{
    internal static readonly JsonObject RawOne = Object("""{"inputs": {"text": "one"}, "outputs": {"text": {"transmissionMode": "value"}}}""");

    internal static readonly JsonObject RawMany = Object(
        """{"inputs": {"text": "many"}, "outputs": {"text": {"transmissionMode": "value"}, "bytes": {"transmissionMode": "value"}}, "response": "raw"}""");

    internal static readonly JsonObject RawRef = Object(
        """{"inputs": {"text": "refs"}, "outputs": {"text": {"transmissionMode": "reference"}, "bytes": {"transmissionMode": "reference"}}}""");

    internal static readonly JsonObject RawMixed = Object(
        """{"inputs": {"text": "mixed"}, "outputs": {"text": {"transmissionMode": "value"}, "bytes": {"transmissionMode": "reference"}}}""");

    internal static readonly JsonObject Document = Object(
        """{"inputs": {"text": "doc"}, "outputs": {"text": {}, "number": {}, "all": {}, "bytes": {"transmissionMode": "reference"}}, "response": "document"}""");

    private const string Prefix = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";

    [Fact(DisplayName = "/conf/core/job-op")]
    public async Task JobOp()
    {
        var accepted = await stack.ExecuteAsync("echo", Document, "respond-async");

        Assert.Equal(200, (await stack.GetAsync($"jobs/{accepted.Json["jobID"]}")).Status);
    }

    [Fact(DisplayName = "/conf/core/job-success")]
    public async Task JobSuccess()
    {
        var accepted = await stack.ExecuteAsync("echo", Document, "respond-async");
        await stack.EndAsync(accepted.Location!);

        var status = await stack.GetAsync(accepted.Location!);

        Assert.Equal(200, status.Status);
        await OgcSchemas.AssertValidAsync("statusInfo", status.Json);
        Assert.Equal(("echo", "successful", 100), (
            status.Json["processID"]!.GetValue<string>(), status.Json["status"]!.GetValue<string>(), status.Json["progress"]!.GetValue<int>()));
        Assert.True(Time(status.Json, "created") <= Time(status.Json, "started") && Time(status.Json, "started") <= Time(status.Json, "finished"));
    }

    [Fact(DisplayName = "/conf/core/job-exception-no-such-job")]
    public async Task NoSuchJob() => await AssertNoSuchJobAsync("jobs/{0}");

    [Fact(DisplayName = "/conf/core/job-results-exception-no-such-job")]
    public async Task ResultsOfNoSuchJob() => await AssertNoSuchJobAsync("jobs/{0}/results");

    [Fact(DisplayName = "/conf/core/job-results")]
    public async Task Results() =>
        Assert.Equal(200, (await stack.ResultsAsync(await stack.ExecuteAsync("echo", Document, "respond-async"))).Status);

    [Fact(DisplayName = "/conf/core/job-results-sync")]
    public async Task ResultsSync()
    {
        var answer = await stack.ExecuteAsync("echo", RawOne);
        var link = answer.Headers["Link"];

        Assert.EndsWith("rel=\"monitor\"", link, StringComparison.Ordinal);
        var job = link[1..link.IndexOf('>', StringComparison.Ordinal)];
        Assert.Equal("successful", (await stack.GetAsync(job)).Json["status"]!.GetValue<string>());
        Assert.Equal(answer.Text, (await stack.GetAsync(job + "/results")).Text);
    }

    [Fact(DisplayName = "/conf/core/job-results-async-raw-value-one")]
    public async Task AsyncRawValueOne() => AssertRawOne(await stack.ResultsAsync(await stack.ExecuteAsync("echo", RawOne, "respond-async")));

    [Fact(DisplayName = "/conf/core/job-results-async-raw-value-multi")]
    public async Task AsyncRawValueMulti() => AssertRawMany(await stack.ResultsAsync(await stack.ExecuteAsync("echo", RawMany, "respond-async")));

    [Fact(DisplayName = "/conf/core/job-results-async-raw-ref")]
    public async Task AsyncRawRef() =>
        await AssertRawRefAsync(stack, await stack.ResultsAsync(await stack.ExecuteAsync("echo", RawRef, "respond-async")));

    [Fact(DisplayName = "/conf/core/job-results-async-raw-mixed-multi")]
    public async Task AsyncRawMixedMulti() => AssertRawMixed(await stack.ResultsAsync(await stack.ExecuteAsync("echo", RawMixed, "respond-async")));

    [Fact(DisplayName = "/conf/core/job-results-async-document")]
    public async Task AsyncDocument() => await AssertDocumentAsync(await stack.ResultsAsync(await stack.ExecuteAsync("echo", Document, "respond-async")));

    [Fact(DisplayName = "/conf/core/job-results-exception-results-not-ready")]
    public async Task NotReady()
    {
        var job = (await stack.SendAsync("execute-notebook", SlowBody, "respond-async")).Location!;

        var answer = await stack.GetAsync(job + "/results");

        Assert.Equal((404, Prefix + "result-not-ready"), (answer.Status, answer.Json["type"]!.GetValue<string>()));
        await OgcSchemas.AssertValidAsync("exception", answer.Json);
        Assert.Equal(200, (await stack.DeleteAsync(job)).Status);
    }

    [Fact(DisplayName = "/conf/core/job-results-failed")]
    public async Task FailedResults()
    {
        var body = Object($$$"""{"inputs": {"notebook": "{{{OgcStack.Failing}}}"}}""");
        var accepted = await stack.ExecuteAsync("execute-notebook", body, "respond-async");
        Assert.Equal("failed", (await stack.EndAsync(accepted.Location!))["status"]!.GetValue<string>());

        var answer = await stack.GetAsync(accepted.Location + "/results");
        var page = await stack.GetAsync(accepted.Location + "/results", "text/html");

        Assert.Equal((500, "urn:cloud-workspaces:cause:notebook-error"), (answer.Status, answer.Json["type"]!.GetValue<string>()));
        Assert.Equal(("ZeroDivisionError", 1), (
            answer.Json["cause"]!["exceptionName"]!.GetValue<string>(), answer.Json["cause"]!["cellIndex"]!.GetValue<int>()));
        await OgcSchemas.AssertValidAsync("exception", answer.Json);
        Assert.Equal((500, "text/html"), (page.Status, page.MediaType));

        // The notebook with its trace is there all the same.
        var notebook = await stack.GetAsync(answer.Json["links"]!.AsArray().First(link => link!["rel"]!.GetValue<string>() == "item")!["href"]!.GetValue<string>());
        Assert.Equal((200, "application/x-ipynb+json"), (notebook.Status, notebook.MediaType));
        Assert.Contains("ZeroDivisionError", notebook.Text, StringComparison.Ordinal);
    }

    [Fact(DisplayName = "/conf/dismiss/job-dismiss-op")]
    public async Task DismissOp()
    {
        var job = (await stack.SendAsync("execute-notebook", SlowBody, "respond-async")).Location!;

        Assert.Equal(200, (await stack.DeleteAsync(job)).Status);

        Assert.Equal("dismissed", (await stack.EndAsync(job))["status"]!.GetValue<string>());
        Assert.Equal(200, (await stack.DeleteAsync(job)).Status);
    }

    [Fact(DisplayName = "/conf/dismiss/job-dismiss-success")]
    public async Task DismissSuccess()
    {
        var job = (await stack.SendAsync("execute-notebook", SlowBody, "respond-async")).Location!;
        await stack.Stack.Client.WaitForCellAsync(job[(job.LastIndexOf('/') + 1)..], 1, OgcStack.Deadline);

        var answer = await stack.DeleteAsync(job);

        Assert.Equal(200, answer.Status);
        await OgcSchemas.AssertValidAsync("statusInfo", answer.Json);
        Assert.Equal("dismissed", answer.Json["status"]!.GetValue<string>());

        // The record and the partial notebook stay.
        Assert.Equal("dismissed", (await stack.EndAsync(job))["status"]!.GetValue<string>());
        Assert.Contains("begun", (await stack.GetAsync(job + "/results/notebook")).Text, StringComparison.Ordinal);
        Assert.Equal("urn:cloud-workspaces:cause:cancelled", (await stack.GetAsync(job + "/results")).Json["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Dismiss_JobThatHasSucceeded_IsRefusedAndKeepsItsResults()
    {
        var accepted = await stack.ExecuteAsync("echo", Document, "respond-async");
        await stack.EndAsync(accepted.Location!);

        Assert.Equal(409, (await stack.DeleteAsync(accepted.Location!)).Status);
        Assert.Equal(200, (await stack.GetAsync(accepted.Location + "/results")).Status);
    }

    internal static void AssertRawOne(OgcAnswer answer) =>
        Assert.Equal((200, "text/plain", "one"), (answer.Status, answer.MediaType, answer.Text));

    internal static void AssertRawMany(OgcAnswer answer)
    {
        var parts = Parts(answer);

        Assert.Equal((200, "multipart/related"), (answer.Status, answer.MediaType));
        Assert.Contains("many", Assert.Single(parts, part => part.Contains("Content-ID: text", StringComparison.Ordinal)), StringComparison.Ordinal);
        var bytes = Assert.Single(parts, part => part.Contains("Content-ID: bytes", StringComparison.Ordinal));
        Assert.Contains("Content-Type: application/octet-stream", bytes, StringComparison.Ordinal);
        Assert.EndsWith(new string([.. Enumerable.Range(0, 256).Select(value => (char)value)]), bytes.TrimEnd('\r', '\n'), StringComparison.Ordinal);
    }

    internal static async Task AssertRawRefAsync(OgcStack stack, OgcAnswer answer)
    {
        Assert.Equal((204, 0), (answer.Status, answer.Content.Length));
        var links = answer.Headers["Link"].Split(", ").Where(link => !link.Contains("monitor", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, links.Count);
        var text = links.Single(link => link.Contains("title=\"text\"", StringComparison.Ordinal));
        Assert.Equal("refs", (await stack.GetAsync(text[1..text.IndexOf('>', StringComparison.Ordinal)])).Text);
    }

    internal static void AssertRawMixed(OgcAnswer answer)
    {
        var parts = Parts(answer);

        Assert.Equal((200, "multipart/related"), (answer.Status, answer.MediaType));
        Assert.Contains("mixed", Assert.Single(parts, part => part.Contains("Content-ID: text", StringComparison.Ordinal)), StringComparison.Ordinal);
        var reference = Assert.Single(parts, part => part.Contains("Content-ID: bytes", StringComparison.Ordinal));
        Assert.Matches("Content-Location: http://[^ ]+/jobs/[^ ]+/results/bytes", reference);
        Assert.Empty(reference.Split("\r\n\r\n")[1].Trim());
    }

    internal static async Task AssertDocumentAsync(OgcAnswer answer)
    {
        Assert.Equal((200, "application/json"), (answer.Status, answer.MediaType));
        await OgcSchemas.AssertValidAsync("results", answer.Json);
        Assert.Equal(("doc", 1.0), (answer.Json["text"]!.GetValue<string>(), answer.Json["number"]!.GetValue<double>()));
        Assert.Equal("[]", answer.Json["all"]!["value"]!["items"]!.ToJsonString());
        Assert.EndsWith("/results/bytes", answer.Json["bytes"]!["href"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private const string SlowBody = $$$"""{"inputs": {"notebook": "{{{OgcStack.Slow}}}"}}""";

    private static DateTimeOffset Time(JsonObject status, string name) => status[name]!.GetValue<DateTimeOffset>();

    private static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>The parts, one character a byte.</summary>
    private static IReadOnlyList<string> Parts(OgcAnswer answer)
    {
        var boundary = answer.ContentType!.Split("boundary=")[1].Trim('"');
        return [.. System.Text.Encoding.Latin1.GetString(answer.Content).Split($"--{boundary}").Where(part => part.Contains("Content-ID", StringComparison.Ordinal))];
    }

    private async Task AssertNoSuchJobAsync(string address)
    {
        var foreign = await stack.Stack.Client.RunAsync(CloudWorkspaces.Testing.Notebooks.Python("1"));
        foreach (var id in (string[])["none", "00000000000000000000000000", foreign])
        {
            var answer = await stack.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, id));
            Assert.Equal((404, Prefix + "no-such-job"), (answer.Status, answer.Json["type"]!.GetValue<string>()));
            await OgcSchemas.AssertValidAsync("exception", answer.Json);
        }
    }
}
