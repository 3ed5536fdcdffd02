using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace CloudWorkspaces.EndToEnd.Tests.Processes;

/// <summary>The abstract tests of the class oas30.</summary>
[Trait("Category", "EndToEnd")]
[Collection(OgcStack.Collection)]
public sealed class OgcDefinitionTests(OgcStack stack)
{
    private const string OpenApi = "application/vnd.oai.openapi+json";

    [Fact(DisplayName = "/conf/oas30/completeness")]
    public async Task Completeness()
    {
        foreach (var (path, method, operation) in await OperationsAsync())
        {
            Assert.True(operation["responses"]!.AsObject().Any(answer => answer.Key.StartsWith('2')), $"{method} {path}");
            Assert.NotEmpty(operation["operationId"]!.GetValue<string>());
        }
    }

    [Fact(DisplayName = "/conf/oas30/exceptions-codes")]
    public async Task ExceptionCodes()
    {
        foreach (var (path, method, operation) in await OperationsAsync())
        {
            var codes = operation["responses"]!.AsObject().Select(answer => answer.Key).ToHashSet();
            Assert.Contains("500", codes);
            Assert.True(path is "/" or "/conformance" or "/api" || codes.IsSupersetOf(["401", "403", "503"]), $"{method} {path}");
            Assert.True(!path.Contains('{', StringComparison.Ordinal) || codes.Contains("404"), $"{method} {path}");
        }
    }

    [Fact(DisplayName = "/conf/oas30/oas-definition-1")]
    public async Task Definition1()
    {
        var links = (await stack.GetAsync("/ogc")).Json["links"]!.AsArray();
        var description = links.Single(link => link!["rel"]!.GetValue<string>() == "service-desc")!;
        var page = links.Single(link => link!["rel"]!.GetValue<string>() == "service-doc")!;

        var json = await stack.GetAsync(description["href"]!.GetValue<string>());
        var html = await stack.GetAsync(page["href"]!.GetValue<string>());

        Assert.Equal((OpenApi, "text/html"), (json.MediaType, html.MediaType));
        Assert.Equal("application/vnd.oai.openapi+json;version=3.0", description["type"]!.GetValue<string>());
        Assert.Equal("text/html", page["type"]!.GetValue<string>());
    }

    [Fact(DisplayName = "/conf/oas30/oas-definition-2")]
    public async Task Definition2() => AssertValid((await stack.GetAsync("api")).Text);

    [Fact(DisplayName = "/conf/oas30/oas-impl")]
    public async Task Implementation()
    {
        var job = (await stack.ExecuteAsync("echo", [], "respond-async")).Json["jobID"]!.GetValue<string>();
        await stack.EndAsync($"jobs/{job}");
        foreach (var (path, method, operation) in await OperationsAsync())
        {
            if (method != "get")
            {
                continue;
            }

            var address = path
                .Replace("{processID}", "echo", StringComparison.Ordinal)
                .Replace("{jobID}", job, StringComparison.Ordinal)
                .Replace("{outputID}", "text", StringComparison.Ordinal);
            var answer = await stack.GetAsync($"/ogc{address.TrimEnd('/')}");
            Assert.True(answer.Status == 200, $"{address}: {answer.Status}");
            Assert.Contains("200", operation["responses"]!.AsObject().Select(one => one.Key));
        }
    }

    [Fact(DisplayName = "/conf/oas30/security")]
    public async Task Security()
    {
        var definition = (await stack.GetAsync("api")).Json;
        using var stranger = new HttpClient { BaseAddress = stack.Http.BaseAddress };

        Assert.Equal("http", definition["components"]!["securitySchemes"]!["bearer"]!["type"]!.GetValue<string>());
        foreach (var (path, method, operation) in await OperationsAsync())
        {
            var isOpen = operation["security"] is JsonArray { Count: 0 };
            using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), $"/ogc{path.TrimEnd('/')}");
            using var answer = await stranger.SendAsync(request);
            Assert.True(isOpen == ((int)answer.StatusCode == 200), $"{method} {path}: {(int)answer.StatusCode}");
            Assert.True(isOpen || (int)answer.StatusCode == 401, $"{method} {path}: {(int)answer.StatusCode}");
        }
    }

    /// <summary>By the reader that Microsoft and the OpenAPI Initiative keep.</summary>
    internal static void AssertValid(string definition)
    {
        var read = OpenApiDocument.Parse(definition, OpenApiConstants.Json);

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_0, read.Diagnostic.SpecificationVersion);
        Assert.NotEmpty(read.Document!.Paths);
    }

    /// <summary>A query parameter of a GET, as the definition has it.</summary>
    internal static async Task<JsonObject> ParameterAsync(OgcStack stack, string path, string name)
    {
        var definition = (await stack.GetAsync("api")).Json;
        var components = definition["components"]!["parameters"]!;
        return definition["paths"]![path]!["get"]!["parameters"]!.AsArray()
            .Select(parameter => components[parameter!["$ref"]!.GetValue<string>().Split('/')[^1]]!.AsObject())
            .Single(parameter => parameter["name"]!.GetValue<string>() == name);
    }

    private async Task<IReadOnlyList<(string Path, string Method, JsonObject Operation)>> OperationsAsync() =>
        [.. (await stack.GetAsync("api")).Json["paths"]!.AsObject().SelectMany(path =>
            path.Value!.AsObject().Select(operation => (path.Key, operation.Key, operation.Value!.AsObject())))];
}
