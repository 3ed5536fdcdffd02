namespace CloudWorkspaces.Environments;

/// <summary>Which version a reference means, and whether it may be used.</summary>
internal static class EnvironmentRules
{
    /// <summary>The newest that can be used without a warning, else the newest that can be used, else any.</summary>
    public static EnvironmentVersion? Newest(IEnumerable<EnvironmentVersion> versions, DateTimeOffset now) => versions
        .OrderByDescending(version => WhyUnusable(version, now) is null)
        .ThenByDescending(version => Warning(version, now) is null)
        .ThenByDescending(version => version.ReleasedOn)
        .ThenByDescending(version => version.Version, StringComparer.Ordinal)
        .FirstOrDefault();

    public static string? WhyUnusable(EnvironmentVersion version, DateTimeOffset now) => version switch
    {
        { State: EnvironmentState.Failed } => $"It cannot be used: {version.Reason}",
        { State: not EnvironmentState.Ready } => "It is still being made.",
        { RetiredOn: { } retired } when retired <= now => $"It was retired on {retired:yyyy-MM-dd}.",
        _ => null,
    };

    public static string? Warning(EnvironmentVersion version, DateTimeOffset now) => version switch
    {
        { DeprecatedOn: { } deprecated } when deprecated > now => null,
        { DeprecatedOn: not null, RetiredOn: { } retired } =>
            $"The environment {version.Reference} is deprecated and will be refused from {retired:yyyy-MM-dd} on.",
        { DeprecatedOn: not null } => $"The environment {version.Reference} is deprecated.",
        _ => null,
    };
}
