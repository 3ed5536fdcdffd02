using System.Reflection;

namespace CloudWorkspaces.Local.Sdk.Tests;

/// <summary>Types and methods as the lists name them.</summary>
internal static class TypeNames
{
    public static string Of(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.HasElementType)
        {
            return Of(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        }

        var prefix = type.IsNested ? Of(type.DeclaringType!) : type.Namespace;
        var arguments = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).ToList();
        return $"{prefix}.{type.Name.Split('`')[0]}" +
            (arguments.Count == 0 ? "" : $"<{string.Join(',', arguments.Select(Of))}>");
    }

    public static string Generic(MethodInfo method) => method.IsGenericMethod
        ? $"{method.Name}<{string.Join(',', method.GetGenericArguments().Select(Of))}>"
        : method.Name;
}
