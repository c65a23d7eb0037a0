import { makeStyles, tokens } from '@fluentui/react-components';

export const useSignInStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '16px', padding: '24px 16px' },
  brand: { display: 'flex', alignItems: 'center', gap: '8px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  users: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '6px' },
  user: { width: '100%', justifyContent: 'flex-start', padding: '8px 12px' },
  userText: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', textAlign: 'left' },
});
