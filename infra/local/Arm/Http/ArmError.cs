namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>An error as Resource Manager tells it.</summary>
/// <param name="Target">The property at fault, such as properties.containers[0].name.</param>
internal sealed record ArmError(
    string Code, string Message, string? Target = null, IReadOnlyList<ArmError>? Details = null)
{
    /// <summary>One error for all of them: itself if there is one, else an envelope around them.</summary>
    public static ArmError Combine(IReadOnlyList<ArmError> errors) => errors.Count == 1
        ? errors[0]
        : new ArmError(
            "MultipleErrorsOccurred",
            $"Multiple error occurred: {string.Join(',', errors.Select(error => error.Code))}. Please see details.",
            null,
            errors);
}
