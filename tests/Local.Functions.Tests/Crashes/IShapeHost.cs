namespace CloudWorkspaces.Local.Functions.Tests.Crashes;

/// <summary>Where shapes run; a call that throws may have had its effect.</summary>
internal interface IShapeHost
{
    Task StartAsync(string shape, string id, object input);

    /// <summary>The event "number".</summary>
    Task RaiseAsync(string id, int number);

    Task SuspendAsync(string id);

    Task ResumeAsync(string id);

    Task TerminateAsync(string id);

    /// <summary>Null when there is no such instance.</summary>
    Task<ShapeStatus?> StatusAsync(string id);
}
