namespace CloudWorkspaces.Local.Functions.Tests.Crashes;

internal sealed record ShapeStatus(string Status, string? Output, string? Failure, DateTimeOffset UpdatedOn)
{
    public bool IsEnded => Status is "Completed" or "Failed" or "Terminated";
}
