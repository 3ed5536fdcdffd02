using System.Text;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.EndToEnd.Tests.Processes;

/// <summary>The abstract tests of the class core that execute, and of the class callback.</summary>
[Trait("Category", "EndToEnd")]
[Collection(OgcStack.Collection)]
public sealed class OgcExecutionTests(OgcStack stack)
{
    internal static readonly JsonObject Inputs = Object("""
        {"inputs": {
          "text": "hello", "number": 2.5, "items": [1, 2],
          "point": {"value": {"type": "Point", "coordinates": [1, 2]}},
          "box": {"bbox": [51.9, 7, 52, 7.1], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"},
          "data": {"value": "AAEC", "encoding": "base64", "mediaType": "image/tiff"},
          "mixed": {"value": {"a": 1}, "mediaType": "application/json"}},
         "response": "document"}
        """);

    [Fact(DisplayName = "/conf/core/job-creation-op")]
    public async Task CreationOp()
    {
        Assert.Equal(200, (await stack.ExecuteAsync("echo", Inputs)).Status);
        Assert.Equal(201, (await stack.ExecuteAsync("echo", Inputs, "respond-async")).Status);
    }

    [Fact(DisplayName = "/conf/core/job-creation-auto-execution-mode")]
    public async Task AutoExecutionMode()
    {
        var answer = await stack.ExecuteAsync("echo", Inputs, "respond-async");

        Assert.Equal((201, "respond-async"), (answer.Status, answer.Headers["Preference-Applied"]));
        var patient = await stack.SendAsync("echo", Inputs.ToJsonString(), "respond-async, wait=60");
        Assert.Equal(200, patient.Status);
    }

    [Fact(DisplayName = "/conf/core/job-creation-default-execution-mode")]
    public async Task DefaultExecutionMode() => Assert.Equal(200, (await stack.ExecuteAsync("echo", Inputs)).Status);

    [Fact(DisplayName = "/conf/core/job-creation-request")]
    public async Task CreationRequest()
    {
        await OgcSchemas.AssertValidAsync("execute", Inputs);
        Assert.Equal(200, (await stack.ExecuteAsync("echo", Inputs)).Status);
        foreach (var (wrong, name) in new[]
        {
            ("""{"response": "page"}""", "response"),
            ("""{"outputs": {"none": {}}}""", "outputs.none"),
            ("""{"outputs": {"text": {"transmissionMode": "post"}}}""", "outputs.text.transmissionMode"),
            ("""{"outputs": {"text": {"format": {"mediaType": "image/png"}}}}""", "outputs.text.format.mediaType"),
            ("""{"inputs": {"none": 1}}""", "inputs.none"),
            ("""{"inputs": []}""", "inputs"),
            ("""{"subscriber": {}}""", "subscriber.successUri"),
            ("""{"subscriber": {"successUri": "ftp://example.org"}}""", "subscriber.successUri"),
        })
        {
            var answer = await stack.SendAsync("echo", wrong);
            Assert.Equal((400, "InvalidParameterValue"), (answer.Status, answer.Json["type"]!.GetValue<string>()));
            Assert.Equal(name, Assert.Single(answer.Json["errors"]!.AsObject()).Key);
        }
    }

    [Fact(DisplayName = "/conf/core/job-creation-inputs")]
    public async Task CreationInputs()
    {
        var missing = await stack.SendAsync("execute-notebook", """{"inputs": {}}""");

        Assert.Equal((400, "inputs.notebook"), (missing.Status, Assert.Single(missing.Json["errors"]!.AsObject()).Key));
        Assert.Equal("hello", (await EchoAsync())["text"]!.GetValue<string>());
    }

    [Fact(DisplayName = "/conf/core/job-creation-input-inline")]
    public async Task InputInline()
    {
        var echo = await EchoAsync();

        Assert.Equal(("hello", 2.5), (echo["text"]!.GetValue<string>(), echo["number"]!.GetValue<double>()));
    }

    [Fact(DisplayName = "/conf/core/job-creation-input-ref")]
    public async Task InputReference()
    {
        var answer = await stack.ExecuteAsync("echo", Object(
            $$$"""{"inputs": {"point": {"href": "{{{stack.Subscriber.Address}}}point", "type": "application/geo+json"} }, "outputs": {"all": {} } }"""));

        Assert.Equal(200, answer.Status);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(SubscriberServer.Served), answer.Json["point"]));
        var gone = await stack.SendAsync("echo", """{"inputs": {"point": {"href": "http://127.0.0.1:9/none"}}}""");
        Assert.Equal((400, "inputs.point.href"), (gone.Status, Assert.Single(gone.Json["errors"]!.AsObject()).Key));
    }

    [Fact(DisplayName = "/conf/core/job-creation-input-array")]
    public async Task InputArray()
    {
        Assert.Equal("[1,2]", (await AllAsync())["items"]!.ToJsonString());
        var tooMany = await stack.SendAsync("echo", """{"inputs": {"items": [1, 2, 3, 4]}}""");
        Assert.Equal("inputs.items", Assert.Single(tooMany.Json["errors"]!.AsObject()).Key);
        var wrong = await stack.SendAsync("echo", """{"inputs": {"items": [1, "b"]}}""");
        Assert.Equal("inputs.items[1]", Assert.Single(wrong.Json["errors"]!.AsObject()).Key);
    }

    [Fact(DisplayName = "/conf/core/job-creation-input-inline-object")]
    public async Task InputInlineObject() =>
        Assert.Equal("""{"type":"Point","coordinates":[1,2]}""", (await AllAsync())["point"]!.ToJsonString());

    [Fact(DisplayName = "/conf/core/job-creation-input-inline-mixed")]
    public async Task InputInlineMixed()
    {
        Assert.Equal("""{"a":1}""", (await AllAsync())["mixed"]!.ToJsonString());
        var wrong = await stack.SendAsync("echo", """{"inputs": {"mixed": {"value": {"a": 1}, "mediaType": "text/plain"}}}""");
        Assert.Equal("inputs.mixed", Assert.Single(wrong.Json["errors"]!.AsObject()).Key);
    }

    [Fact(DisplayName = "/conf/core/job-creation-input-inline-binary")]
    public async Task InputInlineBinary() => Assert.Equal("AAEC", (await AllAsync())["data"]!.GetValue<string>());

    [Fact(DisplayName = "/conf/core/job-creation-input-inline-bbox")]
    public async Task InputInlineBbox()
    {
        Assert.Equal("[51.9,7,52,7.1]", (await AllAsync())["box"]!["bbox"]!.ToJsonString());
        var wrong = await stack.SendAsync("echo", """{"inputs": {"box": {"bbox": [1, 2, 3]}}}""");
        Assert.Equal("inputs.box", Assert.Single(wrong.Json["errors"]!.AsObject()).Key);
    }

    [Fact(DisplayName = "/conf/core/job-creation-input-validation")]
    public async Task InputValidation()
    {
        var wrong = await stack.SendAsync("echo", """{"inputs": {"number": 0, "text": 7, "point": {"value": {}}}}""");

        Assert.Equal((400, "InvalidParameterValue"), (wrong.Status, wrong.Json["type"]!.GetValue<string>()));
        Assert.Equal(["inputs.number", "inputs.point", "inputs.text"], wrong.Json["errors"]!.AsObject().Select(error => error.Key));
        await OgcSchemas.AssertValidAsync("exception", wrong.Json);
    }

    [Fact(DisplayName = "/conf/core/job-creation-default-outputs")]
    public async Task DefaultOutputs()
    {
        var results = (await stack.ExecuteAsync("echo", Inputs)).Json;

        Assert.Equal(["all", "bytes", "notebook", "number", "text"], results.Select(output => output.Key).Order(StringComparer.Ordinal));
    }

    [Fact(DisplayName = "/conf/core/job-creation-sync-raw-value-one")]
    public async Task SyncRawValueOne() => OgcResultTests.AssertRawOne(await stack.ExecuteAsync("echo", OgcResultTests.RawOne));

    [Fact(DisplayName = "/conf/core/job-creation-sync-raw-value-multi")]
    public async Task SyncRawValueMulti() => OgcResultTests.AssertRawMany(await stack.ExecuteAsync("echo", OgcResultTests.RawMany));

    [Fact(DisplayName = "/conf/core/job-creation-sync-raw-ref")]
    public async Task SyncRawRef() => await OgcResultTests.AssertRawRefAsync(stack, await stack.ExecuteAsync("echo", OgcResultTests.RawRef));

    [Fact(DisplayName = "/conf/core/job-creation-sync-raw-mixed-multi")]
    public async Task SyncRawMixedMulti() => OgcResultTests.AssertRawMixed(await stack.ExecuteAsync("echo", OgcResultTests.RawMixed));

    [Fact(DisplayName = "/conf/core/job-creation-sync-document")]
    public async Task SyncDocument() => await OgcResultTests.AssertDocumentAsync(await stack.ExecuteAsync("echo", OgcResultTests.Document));

    [Fact(DisplayName = "/conf/core/job-creation-success-async")]
    public async Task SuccessAsync()
    {
        var answer = await stack.ExecuteAsync("echo", Inputs, "respond-async");

        Assert.Equal((201, "application/json"), (answer.Status, answer.MediaType));
        await OgcSchemas.AssertValidAsync("statusInfo", answer.Json);
        Assert.EndsWith($"/ogc/jobs/{answer.Json["jobID"]}", answer.Location!, StringComparison.Ordinal);
        Assert.Equal(200, (await stack.GetAsync(answer.Location!)).Status);
    }

    [Fact(DisplayName = "/conf/callback/job-callback")]
    public async Task JobCallback()
    {
        var address = stack.Subscriber.Address;
        var body = Object($$$"""
            {"inputs": {"text": "called"}, "outputs": {"text": {}, "bytes": {"transmissionMode": "reference"}},
             "subscriber": {"successUri": "{{{address}}}refuse-once", "inProgressUri": "{{{address}}}begun", "failedUri": "{{{address}}}failed"}}
            """);
        await OgcSchemas.AssertValidAsync("execute", body);
        await stack.ExecuteAsync("echo", body, "respond-async");
        var failing = Object($$$"""
            {"inputs": {"notebook": "{{{OgcStack.Failing}}}"}, "subscriber": {"successUri": "{{{address}}}never", "failedUri": "{{{address}}}failed-too"}}
            """);
        await stack.ExecuteAsync("execute-notebook", failing, "respond-async");

        var begun = await stack.Subscriber.ReceivedAsync("begun", OgcStack.Deadline);
        var results = await stack.Subscriber.ReceivedAsync("refuse-once", OgcStack.Deadline);
        var failed = await stack.Subscriber.ReceivedAsync("failed-too", OgcStack.Deadline);

        await OgcSchemas.AssertValidAsync("statusInfo", begun);
        await OgcSchemas.AssertValidAsync("results", results);
        await OgcSchemas.AssertValidAsync("statusInfo", failed);
        Assert.Equal("called", results["text"]!.GetValue<string>());
        Assert.Equal(256, (await stack.GetAsync(results["bytes"]!["href"]!.GetValue<string>())).Content.Length);
        Assert.Equal("failed", failed["status"]!.GetValue<string>());
        Assert.Equal((2, 0, 0), (stack.Subscriber.Calls("refuse-once"), stack.Subscriber.Calls("failed"), stack.Subscriber.Calls("never")));
    }

    /// <summary>What the former service's clients send; results are put where they ask for them, also of a run that fails.</summary>
    [Fact]
    public async Task ExecuteNotebook_InputsOfTheFormerService_AreUnderstood()
    {
        var parameters = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"x": 5}"""));
        var answer = await stack.ExecuteAsync("execute-notebook", Object($$$"""
            {"inputs": {"notebook": "{{{OgcStack.Failing}}}", "parameters": "{{{parameters}}}", "kernel": "python3",
              "cpu_requests": "500m", "mem_limit": "1Gi", "output_dirname": "results", "output_filename": "out.ipynb",
              "result_data_directory": "data"}}
            """));

        Assert.Equal((500, "urn:cloud-workspaces:cause:notebook-error"), (answer.Status, answer.Json["type"]!.GetValue<string>()));
        var copy = JsonNode.Parse(await stack.Stack.Client.DownloadAsync("files/results/out.ipynb", OgcStack.Deadline))!;
        Assert.Contains("ZeroDivisionError", copy.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("x = 5", copy.ToJsonString(), StringComparison.Ordinal);
    }

    private static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();

    private async Task<JsonObject> EchoAsync() => (await stack.ExecuteAsync("echo", Inputs)).Json;

    private async Task<JsonNode> AllAsync() => (await EchoAsync())["all"]!["value"]!;
}
