using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Tests.Contract;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests;

/// <summary>A client of the emulator that checks every answer against the schema of its api-version.</summary>
internal sealed class ArmApi : IDisposable
{
    public const string Subscription = "/subscriptions/00000000-0000-0000-0000-000000000001";
    public const string Groups = Subscription + "/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroups";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ArmEmulatorProcess _emulator;

    public ArmApi(ArmEmulatorProcess emulator)
    {
        _emulator = emulator;
        var handler = new ContractHandler(PinnedHttp.Handler(() => emulator.CertificateThumbprint));
        Http = new HttpClient(handler) { BaseAddress = emulator.Address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.Token);
    }

    public HttpClient Http { get; }

    public static string At(string path, string query = "") => At("2025-09-01", path, query);

    public static string At(string version, string path, string query) => $"{Groups}{path}?api-version={version}{query}";

    /// <summary>A name that no other test uses.</summary>
    public static string NewName() => $"t{Guid.NewGuid():N}"[..16];

    public Task<HttpResponseMessage> PutAsync(string name, JsonNode body) => SendAsync(HttpMethod.Put, At($"/{name}"), body);

    /// <summary>Creates a group that must be accepted.</summary>
    public async Task<string> CreateAsync(JsonObject body, string? name = null)
    {
        name ??= NewName();
        using var answer = await PutAsync(name, body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return name;
    }

    /// <summary>Sends a request and gives the answer's body, which must have the status.</summary>
    public async Task<JsonNode> AnswerAsync(
        HttpMethod method, string address, JsonNode? body = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await SendAsync(method, address, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>Sends a request that must be refused, and gives the error's code.</summary>
    public async Task<string> RefusedAsync(
        HttpMethod method, string address, JsonNode? body = null, HttpStatusCode status = HttpStatusCode.BadRequest) =>
        (await AnswerAsync(method, address, body, status))["error"]!["code"]!.GetValue<string>();

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return await Http.SendAsync(request);
    }

    public async Task<JsonObject> GetAsync(string name)
    {
        using var answer = await Http.GetAsync(At($"/{name}"));
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["properties"]!.AsObject();
    }

    public async Task<JsonObject> WaitAsync(string name, Func<JsonObject, bool> condition, string what)
    {
        JsonObject group = [];
        await Eventually.TrueAsync(async () => condition(group = await GetAsync(name)), Deadline, $"{name} {what}");
        return group;
    }

    public Task<JsonObject> WaitForStateAsync(string name, params string[] states) => WaitAsync(
        name, group => states.Contains(group["instanceView"]!["state"]!.GetValue<string>()), $"is {string.Join(" or ", states)}");

    /// <summary>Waits for the group's end and gives what its first container wrote.</summary>
    public async Task<string> OutputAsync(JsonObject body)
    {
        var name = await CreateAsync(body);
        await WaitForStateAsync(name, "Succeeded", "Failed");
        return await LogsAsync(name);
    }

    public async Task<string> LogsAsync(string name, string container = "main", string query = "")
    {
        using var answer = await Http.GetAsync(At($"/{name}/containers/{container}/logs", query));
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["content"]!.GetValue<string>();
    }

    public async Task DeleteAsync(string name)
    {
        using var answer = await Http.DeleteAsync(At($"/{name}"));
        answer.EnsureSuccessStatusCode();
        try
        {
            await Eventually.TrueAsync(
                async () => (await Http.GetAsync(At($"/{name}"))).StatusCode == HttpStatusCode.NotFound, Deadline, $"{name} is gone");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{await Http.GetStringAsync(At($"/{name}"))}\n{_emulator.Output}", late);
        }
    }

    public async Task DeleteAllAsync()
    {
        var list = JsonNode.Parse(await Http.GetStringAsync(At("")))!["value"]!.AsArray();
        await Task.WhenAll(list.Select(group => DeleteAsync(group!["name"]!.GetValue<string>())));
    }

    public void Dispose() => Http.Dispose();
}
