namespace CloudWorkspaces.Local.Functions.Tests.Crashes;

/// <summary>An activity that a shape asks for.</summary>
/// <param name="Suffix">What the instance that asks has behind the id of the shape's own.</param>
/// <param name="Attempts">By its retry policy.</param>
internal sealed record Step(string Suffix, string Activity, int Input, int Attempts = 1);
