using CloudWorkspaces.Runs;
using CloudWorkspaces.Sessions;
using CloudWorkspaces.Sessions.Lab;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Parity;

/// <summary>Runs the probe in a new kernel of the session, started as JupyterLab starts one for a notebook.</summary>
public sealed class ProbeSession(ParityReports reports, ISessionStore sessions, SessionKeys keys, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <returns>Null when it has printed its facts, else why not.</returns>
    [Function(nameof(ProbeSession))]
    public async Task<string?> RunAsync([ActivityTrigger] ParityReference check, CancellationToken cancellationToken)
    {
        var report = await reports.GetAsync(check, cancellationToken);
        var session = await sessions.FindAsync(check.Workspace, RunId.Parse(report.Session), cancellationToken);
        if (session is not { State: SessionState.Ready, Address: { } address } || session.Attempt != report.Attempt)
        {
            return "The session ended before the probe ran in it.";
        }

        using var deadline = new CancellationTokenSource(Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using var lab = new LabApi(new Uri(address), keys.Token(session.Reference));
        try
        {
            var printed = await lab.RunAsync(ParityProbe.FileName, ParityProbe.Code, both.Token);
            await reports.WritePrintedAsync(check, printed, cancellationToken);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"The session's kernel did not finish the probe within {Deadline.TotalMinutes} minutes.";
        }
        catch (LabException exception)
        {
            return $"The probe could not run in the session: {exception.Message}";
        }
    }
}
