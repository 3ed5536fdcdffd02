using System.Text.Json.Nodes;

namespace CloudWorkspaces.EndToEnd.Tests.Processes;

/// <summary>The abstract tests of the class core that execute nothing.</summary>
[Trait("Category", "EndToEnd")]
[Collection(OgcStack.Collection)]
public sealed class OgcCoreTests(OgcStack stack)
{
    private const string NoSuchProcess = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process";

    [Fact(DisplayName = "/conf/core/landingpage-op")]
    public async Task LandingPageOp() => Assert.Equal(200, (await stack.GetAsync("/ogc")).Status);

    [Fact(DisplayName = "/conf/core/landingpage-success")]
    public async Task LandingPageSuccess()
    {
        var page = (await stack.GetAsync("/ogc")).Json;

        await OgcSchemas.AssertValidAsync("landingPage", page);
        Assert.All(
            ["service-desc", "service-doc", "http://www.opengis.net/def/rel/ogc/1.0/conformance", "http://www.opengis.net/def/rel/ogc/1.0/processes", "http://www.opengis.net/def/rel/ogc/1.0/job-list"],
            relation => Assert.Single(page["links"]!.AsArray(), link => link!["rel"]!.GetValue<string>() == relation));
    }

    [Fact(DisplayName = "/conf/core/api-definition-op")]
    public async Task ApiDefinitionOp()
    {
        var page = (await stack.GetAsync("/ogc")).Json;
        foreach (var link in page["links"]!.AsArray().Where(link => link!["rel"]!.GetValue<string>().StartsWith("service-", StringComparison.Ordinal)))
        {
            Assert.Equal(200, (await stack.GetAsync(link!["href"]!.GetValue<string>())).Status);
        }

        Assert.Equal(200, (await stack.GetAsync("api")).Status);
    }

    [Fact(DisplayName = "/conf/core/api-definition-success")]
    public async Task ApiDefinitionSuccess()
    {
        var definition = await stack.GetAsync("api");

        Assert.Equal(200, definition.Status);
        OgcDefinitionTests.AssertValid(definition.Text);
    }

    [Fact(DisplayName = "/conf/core/conformance-op")]
    public async Task ConformanceOp()
    {
        var page = (await stack.GetAsync("/ogc")).Json;
        var linked = page["links"]!.AsArray().Single(link => link!["rel"]!.GetValue<string>().EndsWith("/conformance", StringComparison.Ordinal));

        Assert.Equal((await stack.GetAsync("conformance")).Text, (await stack.GetAsync(linked!["href"]!.GetValue<string>())).Text);
    }

    [Fact(DisplayName = "/conf/core/conformance-success")]
    public async Task ConformanceSuccess()
    {
        var answer = await stack.GetAsync("conformance");

        Assert.Equal(200, answer.Status);
        await OgcSchemas.AssertValidAsync("confClasses", answer.Json);
        Assert.Equal(
            ["callback", "core", "dismiss", "html", "job-list", "json", "oas30", "ogc-process-description"],
            answer.Json["conformsTo"]!.AsArray().Select(uri => uri!.GetValue<string>().Split("/1.0/conf/")[1]).Order(StringComparer.Ordinal));
    }

    [Fact(DisplayName = "/conf/core/http")]
    public async Task Http()
    {
        using var answer = await stack.Http.GetAsync("conformance");

        Assert.Equal(System.Net.HttpVersion.Version11, answer.Version);
        Assert.Equal(405, (await stack.DeleteAsync("conformance")).Status);
        Assert.Equal(404, (await stack.GetAsync("nothing/of/that/kind")).Status);
    }

    [Fact(DisplayName = "/conf/core/process-list")]
    public async Task ProcessList() => Assert.Equal(200, (await stack.GetAsync("processes")).Status);

    [Fact(DisplayName = "/conf/core/process-list-success")]
    public async Task ProcessListSuccess()
    {
        var list = (await stack.GetAsync("processes")).Json;

        await OgcSchemas.AssertValidAsync("processList", list);
        Assert.Equal(["execute-notebook", "echo"], list["processes"]!.AsArray().Select(process => process!["id"]!.GetValue<string>()));
    }

    [Fact(DisplayName = "/conf/core/pl-limit-definition")]
    public async Task LimitDefinition()
    {
        var parameter = await OgcDefinitionTests.ParameterAsync(stack, "/processes", "limit");

        Assert.Equal(("integer", 1, 1_000, 10), (
            parameter["schema"]!["type"]!.GetValue<string>(), parameter["schema"]!["minimum"]!.GetValue<int>(),
            parameter["schema"]!["maximum"]!.GetValue<int>(), parameter["schema"]!["default"]!.GetValue<int>()));
        Assert.Equal(("query", false), (parameter["in"]!.GetValue<string>(), parameter["required"]!.GetValue<bool>()));
    }

    [Fact(DisplayName = "/conf/core/pl-limit-response")]
    public async Task LimitResponse()
    {
        var first = (await stack.GetAsync("processes?limit=1")).Json;
        var next = first["links"]!.AsArray().Single(link => link!["rel"]!.GetValue<string>() == "next")!["href"]!.GetValue<string>();
        var second = (await stack.GetAsync(next)).Json;

        Assert.Equal("execute-notebook", Assert.Single(first["processes"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Equal("echo", Assert.Single(second["processes"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.DoesNotContain(second["links"]!.AsArray(), link => link!["rel"]!.GetValue<string>() == "next");
        foreach (var wrong in (string[])["0", "1001", "many"])
        {
            var refused = await stack.GetAsync($"processes?limit={wrong}");
            Assert.Equal(400, refused.Status);
            Assert.Contains("limit", refused.Json["errors"]!.AsObject());
        }
    }

    [Fact(DisplayName = "/conf/core/pl-links")]
    public async Task ListLinks() => await AssertSelfLinksAsync("processes");

    [Fact(DisplayName = "/conf/core/process")]
    public async Task Process()
    {
        foreach (var id in await IdsAsync())
        {
            Assert.Equal(200, (await stack.GetAsync($"processes/{id}")).Status);
        }
    }

    [Fact(DisplayName = "/conf/core/process-success")]
    public async Task ProcessSuccess()
    {
        foreach (var id in await IdsAsync())
        {
            var process = (await stack.GetAsync($"processes/{id}")).Json;
            await OgcSchemas.AssertValidAsync("process", process);
            Assert.Equal(id, process["id"]!.GetValue<string>());
            Assert.Contains("sync-execute", process["jobControlOptions"]!.AsArray().Select(option => option!.GetValue<string>()));
        }
    }

    [Fact(DisplayName = "/conf/core/process-exception-no-such-process")]
    public async Task NoSuchProcessException()
    {
        foreach (var id in (string[])["none", "%20", "a%2Fb", "..%5C"])
        {
            var answer = await stack.GetAsync($"processes/{id}");
            Assert.Equal((404, NoSuchProcess), (answer.Status, answer.Json["type"]!.GetValue<string>()));
            await OgcSchemas.AssertValidAsync("exception", answer.Json);
            var page = await stack.GetAsync($"processes/{id}", "text/html");
            Assert.Equal((404, "text/html"), (page.Status, page.MediaType));
            Assert.Contains(NoSuchProcess, page.Text, StringComparison.Ordinal);
        }

        Assert.Equal(NoSuchProcess, (await stack.SendAsync("none", "{}")).Json["type"]!.GetValue<string>());
    }

    private async Task<IEnumerable<string>> IdsAsync() =>
        (await stack.GetAsync("processes")).Json["processes"]!.AsArray().Select(process => process!["id"]!.GetValue<string>());

    internal static void AssertSelfLinks(JsonNode document, string self, string alternate)
    {
        var links = document["links"]!.AsArray();
        Assert.Contains(links, link => link!["rel"]!.GetValue<string>() == "self" && link["type"]!.GetValue<string>() == self);
        Assert.Contains(links, link => link!["rel"]!.GetValue<string>() == "alternate" && link["type"]!.GetValue<string>() == alternate);
    }

    private async Task AssertSelfLinksAsync(string address)
    {
        var document = (await stack.GetAsync(address)).Json;
        AssertSelfLinks(document, "application/json", "text/html");
        foreach (var link in document["links"]!.AsArray().Where(link => link!["rel"]!.GetValue<string>() is "self" or "alternate"))
        {
            var answer = await stack.GetAsync(link!["href"]!.GetValue<string>());
            Assert.Equal((200, link["type"]!.GetValue<string>()), (answer.Status, answer.MediaType));
        }
    }
}
