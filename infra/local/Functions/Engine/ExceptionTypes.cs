using System.Collections.Concurrent;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>Exception types of this process by full name.</summary>
internal static class ExceptionTypes
{
    private static readonly ConcurrentDictionary<string, Type?> s_found = new();

    public static Type? Find(string fullName) => s_found.GetOrAdd(fullName, static name =>
        AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(name, throwOnError: false))
            .FirstOrDefault(type => type is not null && typeof(Exception).IsAssignableFrom(type)));
}
