using CloudWorkspaces.Local.Functions.Hosting;
using CloudWorkspaces.Local.Functions.Invocation;
using CloudWorkspaces.Local.Functions.Timers;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Admin;

/// <summary>Fires a timer function at once, with the status that is kept of it, if any. Its schedule goes on as before.</summary>
internal sealed class ManualTimer(FunctionInvoker invoker, HubConnection connection) : IManualTrigger
{
    public bool Handles(FunctionDescriptor function) => function.Trigger is TimerTriggerAttribute;

    public async Task RunAsync(FunctionDescriptor function, string? input, CancellationToken cancellationToken)
    {
        var status = connection.Hub is { } hub && ((TimerTriggerAttribute)function.Trigger).UseMonitor
            ? await new TimerStatusStore(hub.Storage, hub.Retry).FindAsync(function.Name, cancellationToken)
            : null;
        var state = new InvocationState { Trigger = new TimerInfo { ScheduleStatus = status } };
        await invoker.InvokeAsync(function, state, cancellationToken);
    }
}
