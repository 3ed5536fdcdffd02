using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Files;

internal static class FileServices
{
    public static IServiceCollection AddFiles(this IServiceCollection services) => services.AddSingleton<FileStore>();
}
