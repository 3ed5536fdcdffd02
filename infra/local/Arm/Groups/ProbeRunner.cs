using CloudWorkspaces.Local.Arm.Engine;
using Docker.DotNet;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Probes a container as long as it runs. One that is not alive is ended; its restart policy does the rest.</summary>
internal sealed class ProbeRunner(
    ContainerStreams streams, ContainerRunner containers, TimeProvider time, IOptions<ArmOptions> options)
{
    /// <summary>Returns when called off.</summary>
    public Task RunAsync(ContainerGroup group, GroupContainer container, CancellationToken cancellationToken) => Task.WhenAll(
        RunAsync(group, container, container.Spec.Liveness, "Liveness", cancellationToken),
        RunAsync(group, container, container.Spec.Readiness, "Readiness", cancellationToken));

    private async Task RunAsync(
        ContainerGroup group, GroupContainer container, ProbeSpec? spec, string kind, CancellationToken cancellationToken)
    {
        if (spec is null)
        {
            return;
        }

        var rules = new ProbeRules(spec);
        try
        {
            var due = (container.Status.StartedOn ?? time.GetUtcNow()) + spec.InitialDelay - time.GetUtcNow();
            await Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero, time, cancellationToken);
            while (true)
            {
                var failure = await AskAsync(group, container, spec, cancellationToken);
                if (failure is not null)
                {
                    container.Tell("Unhealthy", $"{kind} probe failed: {failure}", time.GetUtcNow(), "Warning");
                }

                var verdict = rules.Count(failure is null);
                if (kind == "Readiness")
                {
                    container.IsReady = verdict ?? container.IsReady;
                }
                else if (verdict == false)
                {
                    await EndAsync(container, cancellationToken);
                    return;
                }

                await Task.Delay(spec.Period, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The container has ended or the group is to be something else.
        }
    }

    /// <summary>Gives why the container is not well; null if it is.</summary>
    private async Task<string?> AskAsync(
        ContainerGroup group, GroupContainer container, ProbeSpec spec, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(spec.Timeout);
        try
        {
            if (spec.Http is { } http)
            {
                return await HttpProbing.AskAsync(http, group.Relays, limit.Token);
            }

            var (exitCode, output) = await streams.RunAsync(container.Status.EngineId!, spec.Command, limit.Token);
            return exitCode == 0 ? null : $"exit code {exitCode} {output}".TrimEnd();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {spec.Timeout.TotalSeconds} s";
        }
        catch (Exception exception) when (exception is DockerApiException or HttpRequestException or IOException or TimeoutException)
        {
            return exception.Message;
        }
    }

    private async Task EndAsync(GroupContainer container, CancellationToken cancellationToken)
    {
        container.Tell(
            "Killing", $"Container {container.Spec.Name} failed liveness probe, will be restarted", time.GetUtcNow(), "Normal");
        await containers.SignalAsync(container, "SIGTERM");
        await Task.Delay(options.Value.StopGrace, time, cancellationToken);
        await containers.SignalAsync(container, "SIGKILL");
    }
}
