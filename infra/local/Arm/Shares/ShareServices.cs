namespace CloudWorkspaces.Local.Arm.Shares;

internal static class ShareServices
{
    /// <summary>To be added after what finds the groups of an earlier emulator, since hosted services start in order.</summary>
    public static IServiceCollection AddShares(this IServiceCollection services) => services
        .AddSingleton<ShareFolders>()
        .AddSingleton<ShareStore>()
        .AddSingleton<ShareMounts>()
        .AddSingleton<AccountKeys>()
        .AddHostedService<ShareWatch>();
}
