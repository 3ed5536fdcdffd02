namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>Ends a request with a status and an error.</summary>
internal sealed class ArmException(int status, ArmError error) : Exception(error.Message)
{
    public int Status => status;

    public ArmError Error => error;

    /// <summary>When trying again may help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static ArmException BadRequest(string code, string message, string? target = null) =>
        new(StatusCodes.Status400BadRequest, new ArmError(code, message, target));

    public static ArmException NotFound(string code, string message) =>
        new(StatusCodes.Status404NotFound, new ArmError(code, message));

    public static ArmException Conflict(string code, string message) =>
        new(StatusCodes.Status409Conflict, new ArmError(code, message));
}
