using CloudWorkspaces.Local.Functions.Engine;
using CloudWorkspaces.Local.Functions.Invocation;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Admin;

/// <summary>Functions that were started by hand and run in the background.</summary>
internal sealed partial class ManualRuns(IEnumerable<IManualTrigger> triggers, ILogger<ManualRuns> logger)
{
    private readonly List<IManualTrigger> _triggers = [.. triggers];
    private readonly WorkTracker _work = new();

    /// <summary>False when functions of its trigger cannot be run from a text.</summary>
    public bool TryStart(FunctionDescriptor function, string? input)
    {
        if (_triggers.Find(trigger => trigger.Handles(function)) is not { } trigger)
        {
            return false;
        }

        _work.Run(() => RunAsync(trigger, function, input));
        return true;
    }

    /// <summary>Waits for those that run, until <paramref name="cancellationToken"/>.</summary>
    public async Task StopAsync(CancellationToken cancellationToken) =>
        await _work.WhenIdleAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task RunAsync(IManualTrigger trigger, FunctionDescriptor function, string? input)
    {
        try
        {
            await trigger.RunAsync(function, input, CancellationToken.None);
        }
        catch (Exception exception)
        {
            RunFailed(logger, exception, function.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Function {Name}, started by hand, failed")]
    private static partial void RunFailed(ILogger logger, Exception exception, string name);
}
