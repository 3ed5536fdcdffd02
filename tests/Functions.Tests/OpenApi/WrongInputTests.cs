using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Functions.Tests.Api;
using Xunit.Abstractions;

namespace CloudWorkspaces.Functions.Tests.OpenApi;

/// <summary>
/// The table of wrong inputs, made from the description: each field of each request with what it may not be is refused, and
/// the refusal names it. That the request is good otherwise is seen first.
/// </summary>
[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class WrongInputTests(ApiFixture api, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Unknown = "no such\u0001";
    private static readonly int[] Refusals = [400, 404, 409, 413, 422];

    private readonly List<string> _faults = [];
    private HttpClient _owner = null!;
    private ApiSample _sample = null!;
    private int _cases;

    public async Task InitializeAsync()
    {
        _owner = await api.NewUserAsync(ApiUsers.NewName("owner"));
        _sample = await ApiSample.MakeAsync(api.Client, _owner);
    }

    public Task DisposeAsync()
    {
        _owner.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Examples_OfTheDescription_AreTaken()
    {
        // A session that is not ready cannot be compared, and without a registry no image is built.
        foreach (var operation in Bodies().Where(operation => operation.Id is not ("ParityCreate" or "WorkspaceEnvironmentCreate")))
        {
            using var answer = await SendAsync(operation, Example(operation), _owner);
            Assert.True(answer.IsSuccessStatusCode, $"{operation.Id}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task Bodies_EachFieldWrong_AreRefusedByName()
    {
        foreach (var operation in Bodies())
        {
            foreach (var (field, what, body) in WrongInputs.OfBody(operation.JsonBody!["schema"]!.AsObject(), Example(operation)))
            {
                await RefusedAsync($"{operation.Id} {field} {what}", field, () => SendAsync(operation, body));
            }

            foreach (var text in (string[])["[]", "7", "null", "\"text\"", "{", "", "{\"a\":1,\"a\":2}", "{\"a\":\"\\ud800\"}"])
            {
                if (text.Length > 0 || operation.Description["requestBody"]!["required"]!.GetValue<bool>())
                {
                    await RefusedAsync($"{operation.Id} as {text}", null, () => SendAsync(operation, text));
                }
            }
        }

        Report(minimum: 300);
    }

    [Fact]
    public async Task Parameters_EachWrong_AreRefusedByName()
    {
        foreach (var operation in api.Contract.Operations.Where(operation => operation.Method != "HEAD"))
        {
            foreach (var parameter in operation.Parameters)
            {
                var (name, schema) = (parameter["name"]!.GetValue<string>(), parameter["schema"]!.AsObject());
                switch (parameter["in"]!.GetValue<string>())
                {
                    case "query":
                        foreach (var text in WrongInputs.OfText(schema).Append("1&" + name + "=2"))
                        {
                            var escaped = text.StartsWith("1&", StringComparison.Ordinal) ? text : Uri.EscapeDataString(text);
                            await RefusedAsync($"{operation.Id} ?{name}={text[..Math.Min(text.Length, 20)]}", name, () => AskAsync(operation, $"?{name}={escaped}"));
                        }

                        await RefusedAsync($"{operation.Id} ?noSuchParameter", "noSuchParameter", () => AskAsync(operation, "?noSuchParameter=1"));
                        break;
                    case "header" when schema["pattern"] is not null:
                        foreach (var text in (string[])["a \"b", new string('a', 258)])
                        {
                            await RefusedAsync($"{operation.Id} {name}: {text[..4]}", name, () => AskAsync(operation, "", request => request.Headers.TryAddWithoutValidation(name, text)));
                        }

                        break;
                    case "path":
                        var address = _sample.Of(operation, name, Uri.EscapeDataString(Unknown));
                        await RefusedAsync($"{operation.Id} {{{name}}}", name, () => api.Client.SendAsync(Request(operation, address)));
                        break;
                }
            }
        }

        Report(minimum: 200);
    }

    private IEnumerable<ContractOperation> Bodies() => api.Contract.Operations.Where(operation => operation.JsonBody is not null);

    private JsonObject Example(ContractOperation operation)
    {
        var example = operation.JsonBody!["example"]!.DeepClone().AsObject();
        if (operation.Id == "ParityCreate")
        {
            example["session"] = _sample.Session;
        }

        if (operation.Id == "WorkspaceCreate")
        {
            example["name"] = ApiUsers.NewName("example");
        }

        return example;
    }

    /// <param name="field">Null where the whole is wrong.</param>
    private async Task RefusedAsync(string what, string? field, Func<Task<HttpResponseMessage>> ask)
    {
        _cases++;
        using var answer = await ask();
        var text = await answer.Content.ReadAsStringAsync();
        if (!Refusals.Contains((int)answer.StatusCode))
        {
            _faults.Add($"{what}: {(int)answer.StatusCode} {text}");
            return;
        }

        var problem = JsonNode.Parse(text)!;
        var named = problem["errors"]?.AsObject().Any(error => Names(error.Key, error.Value![0]!.GetValue<string>(), field)) ??
            problem["detail"]!.GetValue<string>().Contains(Unknown, StringComparison.Ordinal);
        if (field is not null && !named)
        {
            _faults.Add($"{what}: {text}");
        }
    }

    /// <summary>By its name, by an item of it, or by the object that it is in together with its name.</summary>
    private static bool Names(string error, string message, string? field) =>
        field is null || error == field || error.StartsWith($"{field}[", StringComparison.Ordinal) ||
        (field.StartsWith($"{error}.", StringComparison.Ordinal) && message.Contains($"'{field[(error.Length + 1)..]}'", StringComparison.Ordinal));

    private void Report(int minimum)
    {
        output.WriteLine($"{_cases} wrong inputs, {_faults.Count} not refused by name.");
        Assert.True(_faults.Count == 0, string.Join('\n', _faults));
        Assert.InRange(_cases, minimum, int.MaxValue);
    }

    private Task<HttpResponseMessage> SendAsync(ContractOperation operation, JsonObject body, HttpClient? client = null) =>
        SendAsync(operation, body.ToJsonString(), client);

    private Task<HttpResponseMessage> SendAsync(ContractOperation operation, string body, HttpClient? client = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(operation.Method), _sample.Of(operation))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        return (client ?? api.Client).SendAsync(request);
    }

    private Task<HttpResponseMessage> AskAsync(ContractOperation operation, string query, Action<HttpRequestMessage>? change = null)
    {
        var request = Request(operation, _sample.Of(operation) + query);
        change?.Invoke(request);
        return api.Client.SendAsync(request);
    }

    private HttpRequestMessage Request(ContractOperation operation, string address)
    {
        var needed = operation.Parameters.Any(parameter => parameter["in"]!.GetValue<string>() == "query" && parameter["required"] is not null);
        var request = new HttpRequestMessage(
            HttpMethod.Parse(operation.Method),
            needed && !address.Contains('?') ? $"{address}?confirm={_sample.Workspace}" : address);
        if (operation.Description["requestBody"] is not null)
        {
            request.Content = operation.JsonBody is null
                ? new ByteArrayContent([1, 2, 3])
                : new StringContent(Example(operation).ToJsonString(), new MediaTypeHeaderValue("application/json"));
        }

        return request;
    }
}
