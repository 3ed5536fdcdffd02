using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using CloudWorkspaces.Functions.Tests.Api;

namespace CloudWorkspaces.Functions.Tests.OpenApi;

/// <summary>A workspace that has one of everything, as the examples of the description want it.</summary>
internal sealed class ApiSample
{
    private const string Notebook =
        """{"nbformat":4,"metadata":{},"cells":[{"cell_type":"code","metadata":{"tags":["parameters"]},"source":"year = 2020"}]}""";

    private readonly Dictionary<string, string> _ids = new() { ["environments"] = "eo", ["version"] = "2026.11" };

    public string Workspace => _ids["workspaces"];

    public static async Task<ApiSample> MakeAsync(HttpClient client, HttpClient owner)
    {
        ApiSample sample = new();
        sample._ids["workspaces"] = await owner.NewWorkspaceAsync();
        foreach (var folder in (string[])["files", "notebooks", "outputs"])
        {
            sample._ids[folder] = "analysis/ndvi.ipynb";
        }

        using var written = await client.PutAsync(
            sample.Address("files/analysis/ndvi.ipynb"), new StringContent(Notebook, Encoding.UTF8, "application/x-ipynb+json"));
        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        var run = new { notebook = "analysis/ndvi.ipynb", strict = false };
        await AddAsync("runs", HttpStatusCode.Accepted, run);
        await AddAsync("sessions", HttpStatusCode.Accepted, new { });
        await AddAsync("batches", HttpStatusCode.Accepted, new { run, items = new object[] { new { }, new { } } });
        await AddAsync("processes", HttpStatusCode.Created, new { id = "first", run.notebook, inputs = new { } });
        await PutAsync("secrets", "FIRST", new { value = "1" });
        await PutAsync("mounts", "first", new { kind = "cache" });
        await PutAsync("members", "somebody", new { role = "viewer" });
        var token = await owner.PostAsJsonAsync("/api/tokens", new { label = "sample" }).JsonAsync(HttpStatusCode.Created);
        sample._ids["tokens"] = token["id"]!.GetValue<string>();
        return sample;

        async Task AddAsync(string kind, HttpStatusCode status, object body)
        {
            var made = await client.PostAsJsonAsync(sample.Address(kind), body).JsonAsync(status);
            sample._ids[kind] = made["id"]!.GetValue<string>();
        }

        async Task PutAsync(string kind, string name, object body)
        {
            await client.PutAsJsonAsync(sample.Address($"{kind}/{name}"), body).JsonAsync(HttpStatusCode.Created);
            sample._ids[kind] = name;
        }
    }

    /// <summary>An id of a session that is there.</summary>
    public string Session => _ids["sessions"];

    /// <summary>The address of what the sample has; of an operation's parameter that <paramref name="other"/> names, another.</summary>
    public string Of(ContractOperation operation, string? other = null, string value = "") => Regex.Replace(
        operation.Template,
        @"(\w+)/\{(\w+)\}",
        match => $"{match.Groups[1].Value}/{(match.Groups[2].Value == other ? value : Id(match.Groups[1].Value))}")
        .Replace("{version}", other == "version" ? value : _ids["version"], StringComparison.Ordinal);

    private Uri Address(string rest) => new($"/api/workspaces/{Workspace}/{rest}", UriKind.Relative);

    /// <summary>Of parity checks there is none: no session gets ready.</summary>
    private string Id(string kind) => _ids.GetValueOrDefault(kind, "none");
}
