using CloudWorkspaces.Runs.Orchestration;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>Keeps as many items running as may be, and hears of their ends.</summary>
internal sealed class BatchOrchestration(TaskOrchestrationContext context, BatchProgress input)
{
    /// <summary>Turns before the history is cut off by continuing as new.</summary>
    private const int MaxTurns = 50;

    /// <summary>An end that nobody has told of is found within this time.</summary>
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(30);

    private readonly RunCalls _calls = new(context, input.Batch.BatchId);
    private readonly Task _cancel = context.WaitForExternalEvent<object?>(BatchSignals.CancelRequested);
    private BatchProgress _progress = input;
    private Task<BatchItemSettled> _settled = context.WaitForExternalEvent<BatchItemSettled>(BatchSignals.ItemSettled);

    private BatchPlan Plan => _progress.Plan!;

    public async Task RunAsync()
    {
        if (_progress.Plan is null && !await PrepareAsync())
        {
            return;
        }

        for (var turns = 0; ; turns++)
        {
            await HearAsync();
            if (BatchRules.MustStop(_progress, _cancel.IsCompleted || Plan.IsCancelled))
            {
                await StopAsync();
            }

            await StartAsync();
            if (BatchRules.IsOver(_progress))
            {
                break;
            }

            if (turns == MaxTurns)
            {
                context.ContinueAsNew(_progress, preserveUnprocessedEvents: true);
                return;
            }

            if (!await context.AnyAsync(context.CurrentUtcDateTime + Watch, Waits()))
            {
                Take(await _calls.PatientlyAsync<List<BatchItemSettled>>(nameof(CheckBatchItems), _progress));
            }
        }

        await _calls.PatientlyAsync(nameof(SettleBatch), _progress);
    }

    /// <summary>False when there is nothing to do.</summary>
    private async Task<bool> PrepareAsync()
    {
        var plan = await _calls.PatientlyAsync<BatchPlan>(nameof(PrepareBatch), _progress.Batch);
        _progress = _progress with { Plan = plan, Counts = plan.Counts, Running = plan.Running };
        if (plan.Running.Count > 0)
        {
            Take(await _calls.PatientlyAsync<List<BatchItemSettled>>(nameof(CheckBatchItems), _progress));
        }

        return !plan.IsClosed;
    }

    private Task[] Waits() => _progress.IsStopping ? [_settled] : [_settled, _cancel];

    private async Task HearAsync()
    {
        while (_settled.IsCompleted)
        {
            Take([await _settled]);
            _settled = context.WaitForExternalEvent<BatchItemSettled>(BatchSignals.ItemSettled);
        }
    }

    private async Task StopAsync()
    {
        var dismissed = await _calls.PatientlyAsync<int>(nameof(StopBatch), _progress);
        _progress = BatchRules.Stop(_progress, dismissed);
    }

    private async Task StartAsync()
    {
        while (BatchRules.Room(_progress) is > 0 and var room)
        {
            if (_progress.Queue.Count == 0)
            {
                var found = await _calls.PatientlyAsync<List<int>>(nameof(FindBatchItems), _progress);
                _progress = BatchRules.Found(_progress, found);
                continue;
            }

            _progress = BatchRules.Start(_progress, room, out var items);
            var start = new BatchStart { Progress = _progress, Items = items };
            Take(await _calls.PatientlyAsync<List<BatchItemSettled>>(nameof(StartBatchItems), start));
        }
    }

    private void Take(IEnumerable<BatchItemSettled> settled) => _progress = settled.Aggregate(_progress, BatchRules.Settle);
}
