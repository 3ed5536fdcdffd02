using CloudWorkspaces.Local.Functions.Invocation;

namespace CloudWorkspaces.Local.Functions.Admin;

/// <summary>How functions of one kind of trigger are run by hand. Register one for each kind as a singleton.</summary>
internal interface IManualTrigger
{
    bool Handles(FunctionDescriptor function);

    /// <summary>Runs the function to its end.</summary>
    /// <param name="input">What the caller sent; its meaning is the trigger's. Null when there was none.</param>
    Task RunAsync(FunctionDescriptor function, string? input, CancellationToken cancellationToken);
}
