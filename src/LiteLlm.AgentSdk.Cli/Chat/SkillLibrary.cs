namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The platform's skills, read when they are first asked for.</summary>
internal sealed class SkillLibrary(AgentPlatformClient platform)
{
    private IReadOnlyList<Skill>? _skills;

    /// <summary>The names of all skills. None when they can't be read.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken)
    {
        try
        {
            _skills ??= await platform.Skills.ListAsync(cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. _skills.Select(skill => skill.Name).Where(name => name.Length > 0)];
        }
        catch (AgentPlatformException)
        {
            // A caller who asks for completions can do without; a caller who uses a skill is told.
            return [];
        }
    }

    /// <summary>
    /// Finds the skill that a line begins with. Names may have blanks, which can be typed as hyphens: the longest that fits.
    /// </summary>
    /// <param name="line">The line without its slash.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public async Task<(Skill Skill, string Text)?> FindAsync(string line, CancellationToken cancellationToken)
    {
        (Skill Skill, string Text)? found = Find(line);
        if (found is null)
        {
            // It may have been made meanwhile.
            _skills = await platform.Skills.ListAsync(cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            found = Find(line);
        }

        return found;
    }

    /// <summary>The message with the skill ahead of it.</summary>
    public static string Apply(Skill skill, string text)
    {
        string name = skill.Name.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
        string block = $"<skill name=\"{name}\">\n{skill.Content.Trim()}\n</skill>";
        return text.Length == 0 ? block : $"{block}\n\n{text}";
    }

    private (Skill Skill, string Text)? Find(string line)
    {
        foreach (Skill skill in (_skills ?? []).OrderByDescending(skill => skill.Name.Length))
        {
            string name = skill.Name;
            bool fits = name.Length > 0 && line.Length >= name.Length
                && (line.Length == name.Length || char.IsWhiteSpace(line[name.Length]))
                && (line.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                    || line.StartsWith(name.Replace(' ', '-'), StringComparison.OrdinalIgnoreCase));
            if (fits)
            {
                return (skill, line[name.Length..].Trim());
            }
        }

        return null;
    }
}
