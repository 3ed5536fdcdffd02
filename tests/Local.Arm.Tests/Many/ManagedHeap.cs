using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace CloudWorkspaces.Local.Arm.Tests.Many;

/// <summary>What is alive on the managed heap of another .NET process, by the runtime's diagnostics.</summary>
internal static class ManagedHeap
{
    private const int AllGenerations = 2;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Lets the process collect all garbage, twice for the sake of finalizers, and gives the bytes that are left.</summary>
    public static async Task<long> CollectAsync(int processId)
    {
        await CollectOnceAsync(processId);
        return await CollectOnceAsync(processId);
    }

    private static async Task<long> CollectOnceAsync(int processId)
    {
        var provider = new EventPipeProvider(
            ClrTraceEventParser.ProviderName,
            EventLevel.Informational,
            (long)(ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.GCHeapCollect));
        using var session = new DiagnosticsClient(processId).StartEventPipeSession(provider, requestRundown: false);
        using var source = new EventPipeEventSource(session.EventStream);
        var size = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var depth = 0;
        source.Clr.GCStart += start => depth = start.Depth;
        source.Clr.GCHeapStats += stats =>
        {
            // What a collection of all generations keeps is what is alive; the heap's size has gaps in it.
            if (depth == AllGenerations)
            {
                size.TrySetResult(stats.TotalPromoted);
            }
        };
        var reading = Task.Run(source.Process);
        try
        {
            return await size.Task.WaitAsync(Deadline);
        }
        finally
        {
            await session.StopAsync(CancellationToken.None);
            await reading.WaitAsync(Deadline);
        }
    }
}
