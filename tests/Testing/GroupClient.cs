using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Testing;

/// <summary>What a test asks the ARM emulator itself, past the product.</summary>
public sealed class GroupClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _groups;

    public GroupClient(ArmEmulatorProcess arm, string resourceGroup)
    {
        _http = PinnedHttp.Client(arm.Address, () => arm.CertificateThumbprint);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", arm.Token);
        _groups = $"{resourceGroup}/providers/Microsoft.ContainerInstance/containerGroups";
    }

    /// <summary>Asks for a fault of the next operations; its members are in the emulator's README.</summary>
    public async Task AskForFaultAsync(object fault)
    {
        using var answer = await _http.PostAsJsonAsync("/faults", fault);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Forgets the faults that have not happened; gives how many that were.</summary>
    public async Task<int> ClearFaultsAsync()
    {
        var left = JsonNode.Parse(await _http.GetStringAsync("/faults"))!["value"]!.AsArray();
        using var answer = await _http.DeleteAsync("/faults");
        answer.EnsureSuccessStatusCode();
        return left.Sum(fault => fault!["count"]!.GetValue<int>());
    }

    public async Task<IReadOnlyList<string>> NamesAsync()
    {
        var answer = await _http.GetStringAsync($"{_groups}?api-version=2025-09-01");
        return [.. JsonNode.Parse(answer)!["value"]!.AsArray().Select(group => group!["name"]!.GetValue<string>())];
    }

    /// <summary>What ARM tells of every group, with its instance view.</summary>
    public async Task<IReadOnlyList<string>> DescribeAsync()
    {
        List<string> texts = [await _http.GetStringAsync($"{_groups}?api-version=2025-09-01")];
        foreach (var name in await NamesAsync())
        {
            texts.Add(await _http.GetStringAsync($"{_groups}/{name}?api-version=2025-09-01"));
        }

        return texts;
    }

    public async Task WaitUntilNoneAsync(TimeSpan deadline) =>
        await Eventually.TrueAsync(async () => (await NamesAsync()).Count == 0, deadline, "no container group is left");

    public async Task DeleteAllAsync()
    {
        foreach (var name in await NamesAsync())
        {
            using var answer = await _http.DeleteAsync($"{_groups}/{name}?api-version=2025-09-01");
            if (answer.StatusCode is not HttpStatusCode.NotFound)
            {
                answer.EnsureSuccessStatusCode();
            }
        }

        await WaitUntilNoneAsync(TimeSpan.FromSeconds(60));
    }

    public void Dispose() => _http.Dispose();
}
