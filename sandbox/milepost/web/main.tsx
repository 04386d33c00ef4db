import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../page/client/styles.ts';
import { App } from '../../page/client/App.tsx';
import { guide } from './guide/index.tsx';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App guide={guide} />
    </StrictMode>,
  );
}
