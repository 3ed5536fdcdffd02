namespace CloudWorkspaces.Testing;

/// <summary>The product's programs as built in the same configuration as the running tests.</summary>
public static class BuiltPrograms
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string FunctionApp { get; } = Program("functions", "CloudWorkspaces.Functions.dll");

    public static string ArmEmulator { get; } = Program("infra/local/Arm", "CloudWorkspaces.Local.Arm.dll");

    private static string Program(string project, string assembly) =>
        Path.Combine(LocalTools.RepositoryRoot, project, "bin", Configuration, "net10.0", assembly);
}
