using System.Net;
using System.Reflection;
using CloudWorkspaces.Functions.Tests.Api;
using CloudWorkspaces.Identity;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;

namespace CloudWorkspaces.Functions.Tests.OpenApi;

/// <summary>The description against the functions that it describes, and against OpenAPI.</summary>
[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class ApiDocumentTests(ApiFixture api)
{
    [Fact]
    public void Document_OfTheApp_HasEveryFunctionOfUsersAndNoOther()
    {
        var functions =
            from method in typeof(SelfAuthorizedAttribute).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            from parameter in method.GetParameters()
            let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            where trigger?.Route is { } route && route.StartsWith("api/", StringComparison.Ordinal) &&
                !route.StartsWith("api/agent/", StringComparison.Ordinal) && route != "api/{*rest}"
            from verb in trigger.Methods!
            select $"{verb.ToUpperInvariant()} /{trigger.Route!.Replace("{*", "{")}{(trigger.Route.EndsWith("notebooks/{*path}") ? "/schema" : "")}";

        Assert.Equal(
            functions.Order(StringComparer.Ordinal),
            api.Contract.Operations.Select(operation => $"{operation.Method} {operation.Template}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Document_ForReadersOfOpenApi_IsValid()
    {
        var read = OpenApiDocument.Parse(api.Contract.Document.ToJsonString(), "json");

        Assert.Empty(read.Diagnostic!.Errors.Select(error => $"{error.Pointer}: {error.Message}"));
        Assert.Empty(read.Diagnostic.Warnings.Select(warning => $"{warning.Pointer}: {warning.Message}"));
        Assert.Equal(api.Contract.Operations.Count, read.Document!.Paths.Sum(path => path.Value.Operations!.Count));
    }

    [Fact]
    public void Document_EveryOperation_SaysWhatItIsForAndWhoMay() => Assert.All(api.Contract.Operations, operation =>
    {
        Assert.NotEmpty(operation.Description["summary"]!.GetValue<string>());
        Assert.NotEmpty(operation.Description["description"]!.GetValue<string>());
        Assert.All(operation.Parameters, parameter => Assert.NotEmpty(parameter["description"]!.GetValue<string>()));
        Assert.Contains(operation.Description["responses"]!.AsObject(), answer => answer.Key[0] == '2');
    });

    [Fact]
    public async Task Get_WithoutToken_IsGivenOnce()
    {
        using var client = api.NewClient(null);
        using var first = await client.GetAsync(new Uri(ApiContract.Address, UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiContract.Address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var again = await client.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, again.StatusCode));
    }
}
