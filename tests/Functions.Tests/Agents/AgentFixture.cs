using System.Text;
using System.Text.Json;
using CloudWorkspaces.Agents;
using CloudWorkspaces.Functions.Tests.Orchestration;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Git;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Functions.Tests.Agents;

/// <summary>The agent endpoint, called as an agent would, with all around it in memory.</summary>
internal sealed class AgentFixture
{
    private static readonly IOptions<AgentOptions> Settings = Options.Create(new AgentOptions
    {
        Endpoint = new("http://127.0.0.1:7071/api/agent"),
        Image = "agent:1",
        Key = Convert.ToBase64String(new byte[32]),
    });

    public AgentFixture(IAdmissions? admissions = null, bool conversionYields = false)
    {
        Blobs = new AgentBlobs(new FakeSas(), Settings, Time);
        Run = Runs.Add(FakeRuns.Record(Time.GetUtcNow(), RunState.Provisioning));
        Durable.Set(Run, OrchestrationRuntimeStatus.Running);
        var admission = new RunAdmission(
            admissions ?? new NoAdmissions(),
            Options.Create(new AdmissionOptions { ConversionYields = conversionYields }));
        Api = new(
            new AgentCalls(Keys, Time),
            new AgentAssignments(Runs, Documents, Blobs, Mounts.Of(Settings, Time), Options.Create(new RunOptions()), Options.Create(new GitOptions()), Time),
            new AgentReports(Runs, [], Time),
            new AgentTurns(Runs, admission, Time));
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    public FakeMounts Mounts { get; } = new();
    public FakeRuns Runs { get; } = new();
    public FakeDocuments Documents { get; } = new();
    public FakeDurable Durable { get; } = new();
    public AgentKeys Keys { get; } = new(Settings);
    public IAgentBlobs Blobs { get; }
    public RunReference Run { get; }
    public AgentApi Api { get; }

    public void Change(Func<RunRecord, RunRecord> change) => Runs.Add(change(Runs[Run]));

    /// <summary>Sends a signed request; <paramref name="spoil"/> changes it after it was signed.</summary>
    public async Task<AgentAnswer> SendAsync(
        string operation, object? body = null, int attempt = 1, Action<HttpRequest>? spoil = null)
    {
        var json = body as string ?? JsonSerializer.Serialize(body ?? new { }, JsonSerializerOptions.Web);
        var bytes = Encoding.UTF8.GetBytes(json);
        var request = new DefaultHttpContext().Request;
        request.Method = "POST";
        request.Path = $"/api/agent/runs/default/{Run.RunId}/{attempt}/{operation}";
        request.Body = new MemoryStream(bytes);
        request.Headers.Authorization = AgentSignature.Create(
            Keys.KeyOf(new RunAttempt(Run, attempt)), "POST", request.Path, Time.GetUtcNow(), bytes).ToString();
        spoil?.Invoke(request);
        try
        {
            return new(await CallAsync(operation, request, $"{attempt}"), null);
        }
        catch (ProblemException exception)
        {
            return new(null, exception.Problem);
        }
    }

    private Task<IActionResult> CallAsync(string operation, HttpRequest request, string attempt) => operation switch
    {
        "start" => Api.StartAsync(request, "default", Run.RunId, attempt, default),
        "access" => Api.AccessAsync(request, "default", Run.RunId, attempt, default),
        "finish" => Api.FinishAsync(request, "default", Run.RunId, attempt, default),
        _ => Api.EventsAsync(request, "default", Run.RunId, attempt, Durable, default),
    };
}
