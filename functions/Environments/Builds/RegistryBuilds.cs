using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using CloudWorkspaces.AzureServices;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments.Builds;

/// <summary>Quick tasks of a container registry (Microsoft.ContainerRegistry/registries/scheduleRun).</summary>
public sealed class RegistryBuilds(ArmPipeline arm, IOptions<EnvironmentBuildOptions> options)
{
    private const string Version = "?api-version=2019-06-01-preview";

    private string Registry =>
        $"{arm.ResourceGroup}/providers/Microsoft.ContainerRegistry/registries/{options.Value.Registry}";

    /// <summary>Gives the run's id.</summary>
    public async Task<string> ScheduleAsync(
        string imageName, Uri context, IReadOnlyDictionary<string, string> arguments, CancellationToken cancellationToken)
    {
        var body = BinaryData.FromObjectAsJson(new
        {
            type = "DockerBuildRequest",
            imageNames = new[] { imageName },
            isPushEnabled = true,
            dockerFilePath = BuildContext.FileName,
            sourceLocation = context.AbsoluteUri,
            platform = new { os = "Linux" },
            timeout = options.Value.BuildTimeoutSeconds,
            arguments = arguments.Select(argument => new { name = argument.Key, value = argument.Value, isSecret = false }),
        });
        var answer = await arm.SendAsync(RequestMethod.Post, $"{Registry}/scheduleRun{Version}", body, cancellationToken);
        return Properties(answer)["runId"]!.GetValue<string>();
    }

    /// <summary>Null when the registry knows no such run.</summary>
    internal async Task<RegistryRun?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await arm.SendAsync(RequestMethod.Get, $"{Registry}/runs/{runId}{Version}", null, cancellationToken);
            var run = Properties(answer);
            var status = run["status"]!.GetValue<string>();
            return new RegistryRun
            {
                Status = status,
                IsOver = status is not ("Queued" or "Started" or "Running"),
                Image = status is "Succeeded" ? Image(run["outputImages"]?.AsArray().FirstOrDefault()) : null,
                Error = run["runErrorMessage"]?.GetValue<string>(),
            };
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>The log so far.</summary>
    public async Task<BinaryData> LogAsync(string runId, CancellationToken cancellationToken)
    {
        var answer = await arm.SendAsync(
            RequestMethod.Post, $"{Registry}/runs/{runId}/listLogSasUrl{Version}", null, cancellationToken);
        var link = answer.Content.ToObjectFromJson<JsonObject>(JsonSerializerOptions.Web)!["logLink"]!.GetValue<string>();
        return await arm.DownloadAsync(new Uri(link), cancellationToken);
    }

    /// <summary>Also of a run that is over.</summary>
    public async Task CancelAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            await arm.SendAsync(RequestMethod.Post, $"{Registry}/runs/{runId}/cancel{Version}", null, cancellationToken);
        }
        catch (RequestFailedException over) when (over.Status is 404 or 409)
        {
            // There is nothing to cancel any more.
        }
    }

    private static string? Image(JsonNode? image) => image is null
        ? null
        : $"{image["registry"]}/{image["repository"]}@{image["digest"]}";

    private static JsonNode Properties(Response answer) =>
        answer.Content.ToObjectFromJson<JsonObject>(JsonSerializerOptions.Web)!["properties"]!;
}
