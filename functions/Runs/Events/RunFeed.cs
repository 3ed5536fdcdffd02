using Azure;
using CloudWorkspaces.Events;

namespace CloudWorkspaces.Runs.Events;

/// <summary>Reads runs for the streams of this host: a run that is watched costs up to three reads in an interval.</summary>
public sealed class RunFeed
{
    private readonly IRunStore _runs;
    private readonly RunBlobStore _blobs;
    private readonly SharedReads<RunReference, RunSnapshot> _reads;

    public RunFeed(IRunStore runs, RunBlobStore blobs, ChangeSignals changes, EventStreams streams, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(streams);
        (_runs, _blobs) = (runs, blobs);
        _reads = new(ReadAsync, streams.Interval, time);
        changes.Changed += changed =>
        {
            if (changed is RunReference run)
            {
                _reads.Changed(run);
            }
        };
    }

    internal SharedReads<RunReference, RunSnapshot>.Watch Open(RunReference run) => _reads.Open(run);

    private async Task<RunSnapshot> ReadAsync(RunReference reference, CancellationToken cancellationToken)
    {
        // The run first: what an ended one has written is complete in the reads that follow.
        var run = await _runs.FindAsync(reference.Workspace, reference.Id, cancellationToken);
        if (run?.StartedOn is null)
        {
            return new() { Run = run };
        }

        var status = _blobs.StatusAsync(run, cancellationToken);
        return new() { Run = run, LogBytes = await LogBytesAsync(run, cancellationToken), Status = await status };
    }

    private async Task<long> LogBytesAsync(RunRecord run, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await _blobs.Blob(run, RunBlobs.Log).GetPropertiesAsync(cancellationToken: cancellationToken);
            return properties.Value.ContentLength;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return 0;
        }
    }
}
