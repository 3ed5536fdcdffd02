using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.EndToEnd.Tests.Processes;

/// <summary>The abstract tests of the classes json, html and ogc-process-description; and that there is one for each id.</summary>
[Trait("Category", "EndToEnd")]
[Collection(OgcStack.Collection)]
public sealed class OgcEncodingTests(OgcStack stack)
{
    [Fact(DisplayName = "/conf/json/definition")]
    public async Task Json()
    {
        foreach (var address in await AddressesAsync())
        {
            foreach (var accept in (string?[])[null, "application/json", "*/*"])
            {
                var answer = await stack.GetAsync(address, accept);
                Assert.Equal((200, "application/json"), (answer.Status, answer.MediaType));
            }
        }
    }

    [Fact(DisplayName = "/conf/html/definition")]
    public async Task Html()
    {
        foreach (var address in await AddressesAsync())
        {
            foreach (var answer in (OgcAnswer[])[
                await stack.GetAsync(address, "text/html,application/xhtml+xml,*/*;q=0.8"), await stack.GetAsync($"{address}?f=html", "application/json")])
            {
                Assert.Equal((200, "text/html"), (answer.Status, answer.MediaType));
            }
        }
    }

    [Fact(DisplayName = "/conf/html/content")]
    public async Task HtmlContent()
    {
        foreach (var address in await AddressesAsync())
        {
            var page = WebUtility.HtmlDecode((await stack.GetAsync(address, "text/html")).Text);
            Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
            foreach (var text in Texts((await stack.GetAsync(address)).Json).Where(text => !text.Contains("f=", StringComparison.Ordinal) && text is not ("self" or "alternate")))
            {
                Assert.Contains(text, page, StringComparison.Ordinal);
            }
        }
    }

    [Fact(DisplayName = "/conf/ogc-process-description/json-encoding")]
    public async Task JsonEncoding()
    {
        foreach (var process in await ProcessesAsync())
        {
            await OgcSchemas.AssertValidAsync("process", process);
        }
    }

    [Fact(DisplayName = "/conf/ogc-process-description/inputs-def")]
    public async Task InputsDefinition() => await EachAsync("inputs", input => OgcSchemas.AssertValidAsync("inputDescription", input));

    [Fact(DisplayName = "/conf/ogc-process-description/input-def")]
    public async Task InputDefinition() => await EachAsync("inputs", input => OgcSchemas.AssertValidAsync("schema", input["schema"]));

    [Fact(DisplayName = "/conf/ogc-process-description/input-mixed-type")]
    public async Task InputMixedType() => await EachAlternativeAsync("inputs");

    [Fact(DisplayName = "/conf/ogc-process-description/outputs-def")]
    public async Task OutputsDefinition() => await EachAsync("outputs", output => OgcSchemas.AssertValidAsync("outputDescription", output));

    [Fact(DisplayName = "/conf/ogc-process-description/output-def")]
    public async Task OutputDefinition() => await EachAsync("outputs", output => OgcSchemas.AssertValidAsync("schema", output["schema"]));

    [Fact(DisplayName = "/conf/ogc-process-description/output-mixed-type")]
    public async Task OutputMixedType() => await EachAlternativeAsync("outputs");

    [Fact]
    public void AbstractTests_EachHasATestOfItsName()
    {
        var ids = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "OgcSpecs", "conformance.txt"));
        var tests = typeof(OgcEncodingTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FactAttribute>()?.DisplayName)
            .Where(name => name?.StartsWith("/conf/", StringComparison.Ordinal) is true);

        Assert.Equal(ids.Order(StringComparer.Ordinal), tests.Order(StringComparer.Ordinal)!);
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Texts(field.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value => [value.ToString()],
        _ => [],
    };

    private async Task<IReadOnlyList<string>> AddressesAsync()
    {
        var accepted = await stack.ExecuteAsync("echo", JsonNode.Parse("""{"inputs": {"text": "encoded"}}""")!.AsObject(), "respond-async");
        await stack.EndAsync(accepted.Location!);
        return ["/ogc", "conformance", "processes", "processes/echo", "processes/execute-notebook", accepted.Location!];
    }

    private async Task<IReadOnlyList<JsonObject>> ProcessesAsync() =>
        [(await stack.GetAsync("processes/echo")).Json, (await stack.GetAsync("processes/execute-notebook")).Json];

    private async Task EachAsync(string part, Func<JsonNode, Task> check)
    {
        foreach (var process in await ProcessesAsync())
        {
            Assert.NotEmpty(process[part]!.AsObject());
            foreach (var (_, description) in process[part]!.AsObject())
            {
                await check(description!);
            }
        }
    }

    private async Task EachAlternativeAsync(string part)
    {
        var seen = 0;
        await EachAsync(part, async description =>
        {
            foreach (var alternative in description["schema"]!["oneOf"]?.AsArray() ?? [])
            {
                seen++;
                await OgcSchemas.AssertValidAsync("schema", alternative);
            }
        });
        Assert.NotEqual(0, seen);
    }
}
