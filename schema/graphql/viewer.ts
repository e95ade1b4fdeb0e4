import { unread } from './builder.ts';
import type { Workshop } from './workshop.ts';

/** About who asks, read from no store. */
const aboutViewer = { privacy: { kind: 'viewer' }, resolve: unread } as const;

/** `viewer`: who one is, and which purposes one may declare. Every schema has it. */
export function viewerField({ builder }: Workshop) {
  const purpose = builder.objectRef<object>('ViewerPurpose').implement({
    description: 'A purpose that may be declared.',
    fields: (t) => ({
      id: t.field({ ...aboutViewer, type: 'String', nullable: false, description: 'What `Scrim-Purpose` declares.' }),
      description: t.field({ ...aboutViewer, type: 'String', nullable: true }),
    }),
  });
  const type = builder.objectRef<object>('Viewer').implement({
    description: 'Who asks.',
    fields: (t) => ({
      id: t.field({ ...aboutViewer, type: 'ID', nullable: false }),
      roles: t.field({ ...aboutViewer, type: ['String'], nullable: false }),
      partner: t.field({ ...aboutViewer, type: 'String', nullable: true }),
      purposes: t.field({ ...aboutViewer, type: [purpose], nullable: false }),
    }),
  });
  return { ...aboutViewer, type, nullable: false, description: 'Who asks, and for which purposes they may.' } as const;
}
